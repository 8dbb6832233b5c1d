import Foundation

/// `{"to":"staff-1","reason":"接手"}`: texts by name, as we write them ourselves. What has escapes in it, or is made in
/// another way, goes through the library.
public func decodedTexts(_ json: String) throws -> [String: String] {
    if json == "{}" { return [:] }
    var json = json
    if let texts = json.withUTF8(plainTexts) { return texts }
    return try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
}

/// Nothing for what is not plain: blanks between the members, escapes, other values than texts.
private func plainTexts(_ json: UnsafeBufferPointer<UInt8>) -> [String: String]? {
    guard json.first == UInt8(ascii: "{") else { return nil }
    var texts: [String: String] = [:]
    var place = 1
    while true {
        guard let name = plainText(json, &place), place < json.count, json[place] == UInt8(ascii: ":") else {
            return nil
        }
        place += 1
        guard let text = plainText(json, &place), place < json.count else { return nil }
        guard texts.updateValue(text, forKey: name) == nil else { return nil }
        let end = json[place]
        place += 1
        if end == UInt8(ascii: "}") { return place == json.count ? texts : nil }
        guard end == UInt8(ascii: ",") else { return nil }
    }
}

private func plainText(_ json: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> String? {
    guard place < json.count, json[place] == UInt8(ascii: "\"") else { return nil }
    let start = place + 1
    var end = start
    while end < json.count, json[end] != UInt8(ascii: "\"") {
        guard json[end] != UInt8(ascii: "\\"), json[end] >= 0x20 else { return nil }
        end += 1
    }
    guard end < json.count else { return nil }
    place = end + 1
    return String(decoding: json[start..<end], as: UTF8.self)
}
