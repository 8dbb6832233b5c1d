import ArgumentParser

await Qingting.start()
