"""The product and service catalogue: productgroepen, producten, their kanaalroutes and the UPL names."""
