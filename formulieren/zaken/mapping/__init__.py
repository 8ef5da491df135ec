"""Where answers go in a zaak: what fits what (`doelen`), how it is spelled (`waarden`), and whether it fits (`check`)."""
