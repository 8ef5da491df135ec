"""Where answers go in a zaak: what fits what (`doelen`), the spelling (`waarden`), and whether it fits (`check`)."""
