from lables import NAMES

print("\n".join(NAMES))
