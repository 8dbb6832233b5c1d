// What the calendar's texts are made of: a few digits, without a formatter and without a locale.

func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : (a + 1) / b - 1 }
func floorRemainder(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, b) * b }

/// The digits of a number from 0 on, with zeros before them, at a place of a text that is being made.
func put(_ number: Int, _ length: Int, at place: Int, of text: UnsafeMutableBufferPointer<UInt8>) {
    var rest = number
    for index in (place..<place + length).reversed() {
        text[index] = UInt8(48 + rest % 10)
        rest /= 10
    }
}

/// `7` as `07`; a number that is longer already stays as it is.
func padded(_ number: Int, to length: Int) -> String {
    if number >= 0, length == 2 && number < 100 || length == 4 && number < 10_000 {
        return String(unsafeUninitializedCapacity: length) { text in
            put(number, length, at: 0, of: text)
            return length
        }
    }
    let digits = String(abs(number))
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, length - digits.count)) + digits
}

func twoDigits(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
    let tens = bytes[place] &- 48
    let ones = bytes[place + 1] &- 48
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
}

/// ASCII digits only and at most nine of them; `Int("+7")` would be let in.
func wholeNumber(_ digits: some Collection<UInt8>) -> Int? {
    guard (1...9).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
        guard (48..<58).contains(digit) else { return nil }
        value = value * 10 + Int(digit - 48)
    }
    return value
}

func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
}

/// A value that is stored and sent as its text.
func decoded<Value>(from decoder: any Decoder, read: (String) -> Value?) throws -> Value {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = read(text) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no \(Value.self)")
    }
    return value
}

func encoded(_ text: String, to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
}
