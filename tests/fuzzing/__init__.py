"""Documents made to break the readers: cut, mixed and damaged by chance, with the laws of the data as what holds."""
