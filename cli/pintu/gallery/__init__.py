"""What there is to choose from, as plain data: a sheet for each module and for each vertical's blueprint."""
