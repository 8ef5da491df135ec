"""Where answers go in a zaak: what fits what (`doelen`), in which spelling (`waarden`), and whether it fits (`check`)."""
