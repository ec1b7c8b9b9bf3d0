STOCK = None
