"""The picture of a large network: painted from columns of numbers, walked, and read out."""
