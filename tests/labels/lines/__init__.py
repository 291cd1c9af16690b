"""Lines of their own on news pages, some of them labels and some not, and how many the program tells apart."""
