import Mercer

print("")
