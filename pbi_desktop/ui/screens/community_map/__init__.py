"""Community map and borough view: what holds people up around here, as a picture and as lists."""
