"""The demo municipality of Elzenvoort: its texts (inhoud/), its images (beelden/) and the loader."""
