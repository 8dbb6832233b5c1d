import Hummingbird

/// The framework alone: one reply of so many bytes, whatever is asked. `bare PORT BYTES`; how often it answers is the limit
/// that the requests of the house are measured by.
@main
struct Bare {
    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == 2 else { return print("bare PORT BYTES") }
        let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: numbers[1])
        let router = Router()
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
        }
        try await Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: numbers[0]))
        ).runService()
    }
}
