import Kernel
import Testing

struct LanguageTests {
    private let told = Word("{1}已把{0}交给{2}", "{1} gave {0} to {2}")

    @Test func theBlanksAreFilledInTheOrderOfTheLanguage() {
        #expect(Language.chinese(told, "工单", "王芳", "李雷") == "王芳已把工单交给李雷")
        #expect(Language.english(told, "a case", "Fang", "Lei") == "Fang gave a case to Lei")
    }

    /// What somebody typed is text, also where it looks like a blank of ours.
    @Test func aBlankThatSomebodyTypedIsNotFilled() {
        #expect(Language.english(told, "{1}{2}", "{2}", "x") == "{2} gave {1}{2} to x")
        #expect(Language.english(Word("{0} {", "{0} {"), "{") == "{ {")
        #expect(Language.english(Word("{7}{a}{0", "{7}{a}{0"), "x") == "{7}{a}{0")
    }
}
