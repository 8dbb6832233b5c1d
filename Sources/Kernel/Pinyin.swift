import Foundation
import Synchronization

extension String {
    /// How the text is typed on a Latin keyboard: 工单 → `gong dan`. Character by character, by Foundation's
    /// transliteration; readings that depend on the word are not told apart. Names: `PersonName.spellings`.
    public var pinyin: String {
        let latin = NSString(string: self).applyingTransform(StringTransform.toLatin, reverse: false) ?? self
        let plain = NSString(string: latin).applyingTransform(StringTransform.stripDiacritics, reverse: false)
        return (plain ?? latin).lowercased()
    }

    /// The first letters of the syllables: 工单 → `gd`.
    public var initials: String {
        // A space between characters keeps the syllables apart: the transliteration joins what stood together.
        map { String($0).pinyin.prefix(1) }.joined().filter { $0.isLetter || $0.isNumber }
    }
}

/// One way to say a name aloud, syllable by syllable: 单雄信 → `shan xiong xin`.
public struct Spelling: Hashable, Sendable {
    public let syllables: [String]
    /// How many of them are the surname: two for 欧阳.
    let surname: Int

    /// `shanxiongxin`
    public var whole: String { syllables.joined() }
    /// `sxx`
    public var initials: String { String(syllables.compactMap(\.first)) }
    /// `shanxx`: the surname in full, the rest by first letters, as many people type.
    public var surnameFirst: String {
        syllables.prefix(surname).joined() + String(syllables.dropFirst(surname).compactMap(\.first))
    }
}

extension String {
    /// The ways in which a name may be typed. A surname has its reading as a surname (单 Shàn, 曾 Zēng, 解 Xiè) and, for
    /// whoever does not know it, the usual one too; other characters of two readings have both; ü is `v`, and `u`.
    /// Never more than `Spellings.most`; of the first `Spellings.longest` characters.
    public var spellings: [Spelling] { Spellings.of(self) }

    /// What somebody typed, as spellings are stored: `Lü Bu`, `lyu-bu` → `lvbu`. Nothing where it is not Latin.
    public var typedSpelling: String? {
        let plain = lowercased().replacing("ü", with: "v").replacing("lyu", with: "lv").replacing("nyu", with: "nv")
            .filter { !" '’-·.".contains($0) }
        let isLatin = plain.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
        return isLatin && plain.contains(where: \.isLetter) ? plain : nil
    }
}

enum Spellings {
    static let most = 8
    static let longest = 24

    static func of(_ name: String) -> [Spelling] {
        let characters = name.filter { $0.isLetter || $0.isNumber }.prefix(longest)
        var ways: [[String]] = [[]]
        var length = 1
        var rest = Substring(String(characters))
        if let surname = compoundSurnames.first(where: { rest.hasPrefix($0.name) && rest.count > $0.name.count }) {
            ways = [surname.reading]
            length = surname.reading.count
            rest = rest.dropFirst(surname.name.count)
        } else if let first = rest.first, let special = surnames[first] {
            ways = (special + readings(of: first)).uniqued().map { [$0] }
            rest = rest.dropFirst()
        }
        for part in parts(of: rest) {
            ways = ways.flatMap { way in part.map { way + [$0] } }
            if ways.count > most { ways = Array(ways.prefix(most)) }
        }
        return ways.filter { !$0.isEmpty }.map { Spelling(syllables: $0, surname: length) }
    }

    /// Each Chinese character is a syllable; letters and digits that stand together are one.
    private static func parts(of text: Substring) -> [[String]] {
        var parts: [[String]] = []
        var latin = ""
        for character in text {
            if character.isASCII {
                latin.append(contentsOf: character.lowercased())
            } else {
                if !latin.isEmpty { parts.append([latin]) }
                latin = ""
                let readings = readings(of: character)
                if !readings.isEmpty { parts.append(readings) }
            }
        }
        if !latin.isEmpty { parts.append([latin]) }
        return parts
    }

    /// What a character was found to be called stays so, and asking Foundation costs as much as filing a customer: the
    /// few thousand characters of names are kept, and no more than these.
    private static let known = Mutex<[Character: [String]]>([:])
    private static let mostKnown = 8000

    /// Lower-case letters only; none for a character that nobody has given a reading (rare ones, emoji).
    private static func readings(of character: Character) -> [String] {
        if let known = polyphones[character] ?? known.withLock({ $0[character] }) { return known }
        let readings = transliterated(character)
        known.withLock { if $0.count < mostKnown { $0[character] = readings } }
        return readings
    }

    private static func transliterated(_ character: Character) -> [String] {
        let text = NSString(string: String(character))
        guard let latin = text.applyingTransform(StringTransform.toLatin, reverse: false)?.lowercased() else {
            return []
        }
        // ü is a letter of its own, with or without a tone mark above its two dots.
        var reading = ""
        for scalar in latin.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar == "\u{308}", reading.last == "u" {
                reading.removeLast()
                reading.append("v")
            } else if ("a"..."z").contains(scalar) {
                reading.unicodeScalars.append(scalar)
            }
        }
        if reading.isEmpty { return [] }
        return reading.contains("v") ? [reading, reading.replacing("v", with: "u")] : [reading]
    }

    private static let compoundSurnames: [(name: String, reading: [String])] = [
        ("尉迟", ["yu", "chi"]), ("万俟", ["mo", "qi"]), ("长孙", ["zhang", "sun"]), ("澹台", ["tan", "tai"]),
        ("单于", ["chan", "yu"]), ("令狐", ["ling", "hu"]), ("夏侯", ["xia", "hou"]), ("欧阳", ["ou", "yang"]),
        ("司马", ["si", "ma"]), ("上官", ["shang", "guan"]), ("诸葛", ["zhu", "ge"]), ("皇甫", ["huang", "fu"]),
        ("司徒", ["si", "tu"]), ("慕容", ["mu", "rong"]), ("宇文", ["yu", "wen"]), ("公孙", ["gong", "sun"]),
        ("东方", ["dong", "fang"]), ("端木", ["duan", "mu"]), ("南宫", ["nan", "gong"]), ("呼延", ["hu", "yan"]),
    ]

    /// Read otherwise as surnames than as words; the dictionary's first reading is the word's.
    private static let surnames: [Character: [String]] = [
        "单": ["shan"], "曾": ["zeng"], "解": ["xie"], "仇": ["qiu"], "区": ["ou"], "查": ["zha"], "任": ["ren"],
        "朴": ["piao"], "乐": ["yue", "le"], "员": ["yun"], "盖": ["ge"], "翟": ["zhai"], "华": ["hua"], "燕": ["yan"],
        "逄": ["pang"], "宓": ["mi"], "缪": ["miao"], "纪": ["ji"], "繁": ["po"], "折": ["she"], "黑": ["he"],
        "秘": ["bi"], "种": ["chong"], "冼": ["xian"], "洗": ["xian"], "覃": ["qin", "tan"], "召": ["shao"], "薄": ["bo"],
        "句": ["gou"], "牟": ["mu", "mou"], "谌": ["chen", "shen"], "郇": ["xun", "huan"], "隗": ["wei", "kui"],
        "幺": ["yao"], "占": ["zhan"], "哈": ["ha"], "祭": ["zhai"], "费": ["fei", "bi"], "贾": ["jia"], "石": ["shi"],
        "沈": ["shen"], "阚": ["kan"], "俞": ["yu"], "郗": ["xi", "chi"], "车": ["che"], "柏": ["bai"], "卜": ["bu"],
        "参": ["can"], "都": ["du"], "能": ["nai"], "尹": ["yin"], "肖": ["xiao"], "晟": ["cheng"], "佴": ["nai"],
        "訾": ["zi"], "那": ["na"], "宁": ["ning"], "葛": ["ge"], "过": ["guo"], "应": ["ying"], "相": ["xiang"],
        "盛": ["sheng"], "降": ["jiang"], "藏": ["zang"], "万": ["wan"], "朝": ["chao"], "强": ["qiang"],
    ]

    /// Characters of given names and firms that are really said in two ways.
    private static let polyphones: [Character: [String]] = [
        "乐": ["le", "yue"], "长": ["chang", "zhang"], "朝": ["chao", "zhao"], "重": ["chong", "zhong"],
        "茜": ["xi", "qian"], "行": ["xing", "hang"], "晟": ["sheng", "cheng"], "盛": ["sheng", "cheng"],
        "莎": ["sha", "suo"], "传": ["chuan", "zhuan"], "都": ["du", "dou"], "调": ["tiao", "diao"],
        "叶": ["ye"], "大": ["da"], "厦": ["xia", "sha"], "银": ["yin"], "会": ["hui", "kuai"], "好": ["hao"],
        "空": ["kong"], "尚": ["shang"], "曾": ["zeng", "ceng"], "单": ["dan", "shan"], "还": ["huan", "hai"],
        "地": ["di"], "得": ["de"], "子": ["zi"], "和": ["he"], "了": ["liao"], "南": ["nan"], "什": ["shi"],
        "佛": ["fo"], "便": ["bian"], "弹": ["dan", "tan"], "贝": ["bei"], "校": ["xiao", "jiao"], "降": ["jiang"],
    ]
}

extension Array where Element: Hashable {
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
