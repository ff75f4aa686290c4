import ArgumentParser
@main struct Hoidap: AsyncParsableCommand { func run() async throws { print("hoidap") } }
