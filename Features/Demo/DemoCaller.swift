import Handbook
import Kernel

/// Who comes this time, with what, and by which way.
struct DemoCaller: Sendable {
    let name: String
    /// Of a range that is given to nobody: `1xx0000xxxx`.
    let phone: PhoneNumber?
    let memberNumber: String
    let firm: String
    let place: String
    let product: String
    let channel: Channel
    let source: CaseSource
    let specialNeeds: String
}

extension DemoCaller {
    /// Somebody new, or one of those who came before: one in six comes again.
    static func next(
        with product: String, in pack: DemoPack, at unit: DemoUnit, known: [DemoCaller], _ dice: inout DemoDice
    ) -> DemoCaller {
        let isAnonymous = pack.isAnonymityUsual && dice.happens(15)
        let before = dice.happens(16) && !isAnonymous ? dice.one(of: known.filter { $0.phone != nil }) : nil
        let isAtStore = unit.kind == .store && !pack.channelsAtStores.isEmpty
        let channel = dice.one(of: isAtStore ? pack.channelsAtStores : pack.channels)
        return DemoCaller(
            name: isAnonymous ? anonymous : before?.name ?? name(&dice),
            phone: isAnonymous ? nil : before?.phone ?? phone(&dice),
            memberNumber: before?.memberNumber ?? memberNumber(in: pack, &dice),
            firm: before?.firm ?? dice.text(pack.firms),
            place: isAtStore ? unit.name : before?.place ?? dice.text(pack.places),
            product: product, channel: channel ?? .phone,
            source: source(isAtStore: isAtStore, &dice),
            specialNeeds: dice.happens(9) ? dice.text(specialNeeds) : "")
    }

    private static func source(isAtStore: Bool, _ dice: inout DemoDice) -> CaseSource {
        if isAtStore { return .store }
        return dice.one(of: [(CaseSource.direct, weight: 88), (.portal, 5), (.survey, 3), (.inspection, 4)]) ?? .direct
    }

    private static func memberNumber(in pack: DemoPack, _ dice: inout DemoDice) -> String {
        pack.memberPrefix.isEmpty || dice.happens(35) ? "" : "\(pack.memberPrefix)\(dice.number(10_000...99_999))"
    }

    static func name(_ dice: inout DemoDice) -> String {
        (dice.one(of: surnames) ?? "") + dice.text(dice.happens(28) ? shortNames : longNames)
    }

    static func phone(_ dice: inout DemoDice) -> PhoneNumber? {
        PhoneNumber(typed: "1\(dice.number(30...99))0000\(dice.number(1000...9999))")
    }

    static let anonymous = "匿名"

    private static let specialNeeds = [
        "听力不便，请发短信联系", "只在19:00以后方便接听", "请书面答复", "外地号码，请先短信说明来意", "家中有婴儿，上门前请先打电话",
    ]

    /// The commonest, by how many bear them.
    private static let surnames: [(String, weight: Int)] = [
        ("王", 73), ("李", 72), ("张", 68), ("刘", 54), ("陈", 45), ("杨", 31), ("赵", 23), ("黄", 22), ("周", 21), ("吴", 20),
        ("徐", 17), ("孙", 15), ("胡", 13), ("朱", 13), ("高", 12), ("林", 12), ("何", 12), ("郭", 12), ("马", 11), ("罗", 9),
        ("梁", 9), ("宋", 8), ("郑", 8), ("谢", 7), ("韩", 7), ("唐", 7), ("冯", 6), ("于", 6), ("董", 6), ("萧", 5), ("程", 5),
        ("曹", 5), ("袁", 5), ("邓", 5), ("许", 5), ("傅", 5), ("沈", 5), ("曾", 5), ("彭", 4), ("吕", 4), ("欧阳", 1), ("司徒", 1),
    ]

    private static let shortNames = [
        "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "兰", "霞", "平", "刚", "玲", "辉", "鑫", "琳",
        "燕", "蕾", "峰", "楠", "倩", "晨", "博", "宁",
    ]

    private static let longNames = [
        "秀英", "桂英", "志强", "建华", "建国", "淑珍", "玉兰", "晓东", "海燕", "小红", "文博", "子涵", "雨桐", "浩然", "欣怡", "宇轩",
        "思远", "佳琪", "梦洁", "俊杰", "雪梅", "春生", "国庆", "丽华", "永刚", "美玲", "嘉豪", "诗涵", "振宇", "红梅", "立新", "晓燕",
        "一鸣", "若曦", "家兴", "婉清", "德明", "凤霞", "明远", "慧敏", "天佑", "静怡",
    ]
}
