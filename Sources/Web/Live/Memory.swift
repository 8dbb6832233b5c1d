import Foundation

/// The memory this process holds, in bytes, as the kernel counts it (`/proc/self/statm`, second number, in pages);
/// nil where there is no such file.
public func residentMemory() -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let numbers = text.split(separator: " ")
    guard numbers.count > 1, let pages = Double(numbers[1]) else { return nil }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
}
