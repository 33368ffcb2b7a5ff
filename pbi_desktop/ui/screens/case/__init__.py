"""One case: who, what matters, who helps, how safe, what next, how far, what was gained."""
