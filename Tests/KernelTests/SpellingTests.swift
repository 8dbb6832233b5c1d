import Kernel
import Testing

/// Names as people type them on a Latin keyboard.
struct SpellingTests {
    @Test(arguments: [
        ("张三", "zhangsan", "zs"), ("单田芳", "shantianfang", "stf"), ("曾国藩", "zengguofan", "zgf"),
        ("解缙", "xiejin", "xj"), ("仇英", "qiuying", "qy"), ("区文", "ouwen", "ow"), ("查良镛", "zhaliangyong", "zly"),
        ("朴树", "piaoshu", "ps"), ("尉迟恭", "yuchigong", "ycg"), ("万俟卨", "moqixie", "mqx"),
        ("长孙无忌", "zhangsunwuji", "zswj"), ("盖叫天", "gejiaotian", "gjt"), ("翟志刚", "zhaizhigang", "zzg"),
        ("吕布", "lvbu", "lb"), ("Anna", "anna", "a"),
    ])
    func theUsualWayComesFirst(name: String, whole: String, initials: String) {
        #expect(name.spellings.first?.whole == whole)
        #expect(name.spellings.first?.initials == initials)
    }

    @Test func otherReadingsAreKeptToo() {
        #expect(Set("乐嘉".spellings.map(\.whole)).isSuperset(of: ["yuejia", "lejia"]))
        #expect(Set("单于".spellings.map(\.whole)).contains("shanyu"))
        #expect("欧阳娜娜".spellings.first?.surnameFirst == "ouyangnn" && "张三丰".spellings.first?.surnameFirst == "zhangsf")
        #expect("🙂".spellings.isEmpty && "".spellings.isEmpty)
        #expect(String(repeating: "乐", count: 500).spellings.count <= 8)
    }

    @Test func whatIsTypedIsReadAsItIsStored() {
        #expect("Lü Bu".typedSpelling == "lvbu" && "lyu-bu".typedSpelling == "lvbu")
        #expect("张".typedSpelling == nil && "123".typedSpelling == nil && "".typedSpelling == nil)
    }
}
