import CFuzz
import Foundation

/// `QINGTING_FUZZ_DOOR=packs fuzz …`: libFuzzer's own arguments follow. Without a door it prints them all, with the longest
/// input of each; with `words` behind the door the words of its dictionary.
@main enum Fuzz {
    private static let door = Door.all.first { $0.name == ProcessInfo.processInfo.environment["QINGTING_FUZZ_DOOR"] }

    static func main() {
        guard let door else {
            for door in Door.all { print(door.name, door.longest) }
            return
        }
        if CommandLine.arguments.dropFirst().first == "words" {
            for word in door.words { print(quoted(word)) }
            return
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { bytes, size in
                do {
                    try Fuzz.door?.take(Array(UnsafeBufferPointer(start: bytes, count: size)))
                } catch {
                    fatalError("broken: \(error)")
                }
                return 0
            })
    }

    /// As libFuzzer's dictionaries have it: bytes that are no plain ASCII as `\xAB`.
    private static func quoted(_ word: String) -> String {
        let bytes = word.utf8.map { byte -> String in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(byte))
            case 0x20...0x7E: String(UnicodeScalar(byte))
            default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return "\"\(bytes.joined())\""
    }
}
