"""The trained weights; see the model card beside them."""
