/// Lets only so many tests hold a database at once: connections and open files are counted by others too.
actor Turnstile {
    static let databases = Turnstile(places: 8)

    /// A test that already holds a database and asks for a second must not wait for others who do the same.
    @TaskLocal private static var isInside = false

    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    nonisolated func pass<Value>(_ body: () async throws -> Value) async throws -> Value {
        if Self.isInside { return try await body() }
        await enter()
        let result: Result<Value, any Error>
        do {
            result = .success(try await Self.$isInside.withValue(true) { try await body() })
        } catch { result = .failure(error) }
        await leave()
        return try result.get()
    }

    private func enter() async {
        if places > 0 {
            places -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty {
            places += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
