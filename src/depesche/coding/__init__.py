"""What kind of act a proposition is: the PLOVER ontology, the lexicons and the rules that use them."""
