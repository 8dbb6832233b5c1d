import Kernel

extension Word {
    static let watchLooking = Word("{0} 也在看", "{0} is looking too")
    static let watchTyping = Word("{0} 正在填写", "{0} is writing")
}
