import Handbook
import Kernel

/// The words of calls of our own, of the diary, and of what is sent.
extension Word {
    static let contactErrand = Word("去电类别", "Kind of call")
    static let contactResult = Word("去电结果", "Result of the call")
    static let contactMood = Word("客户反应", "How the customer took it")
    static let contactSatisfaction = Word("满意度", "Satisfaction")
    static let contactSatisfactionMissing = Word("还没问客户是否满意", "the customer was not asked whether they are satisfied")
    static let contactSatisfactionHint = Word(
        "不满意的，结束时自动开立跟进工单，由您或业务线负责。", "Whoever is not satisfied gets a case of follow-up, with an owner.")
    static let contactSkill = Word("电脑水平", "Computer skill")
    static let contactSkillMissing = Word("还没问明客户会不会用电脑", "it is not known whether the customer can use a computer")
    static let contactAide = Word("协助人", "Helper")
    static let contactHelperHint = Word(
        "客户单位里懂电脑的同事；是单位客户的，记入其联系人。",
        "A colleague of theirs who knows computers; goes into the organisation's contacts.")
    static let contactAidePhone = Word("协助人电话", "Helper's telephone")
    static let contactHelperMissing = Word(
        "客户不会用电脑，还没记下协助人", "the customer cannot use a computer, and no helper is named")
    static let contactFollowUpCase = Word("跟进工单", "Case of follow-up")
    static let contactFollowUpSubject = Word("回访不满意：{0}", "Not satisfied when visited: {0}")
    static let contactFollowUpDemand = Word("请改进并回复客户", "Improve it, and answer the customer")
    static let contactFollowUpOpened = Word("客户不满意，已开立跟进工单 {0}。", "The customer is not satisfied: case {0} is opened.")
    static let contactCopy = Word("复制", "Copy")

    static let contactObjections = Word("异议库", "Objections")
    static let contactObjectionsHint = Word(
        "点开客户的说法，选用了哪种答法、有没有用；成效按月看得到。",
        "Open what the customer says, choose the answer you gave and whether it helped.")
    static let contactObjectionNotMet = Word("没有遇到", "not met")
    static let contactObjectionOwn = Word("用自己的话答", "in my own words")
    static let contactObjectionWorked = Word("有用", "it helped")
    static let contactObjectionUnsaid = Word(
        "“{0}”记为有用，请选用了哪种答法。", "“{0}” is said to have been answered well: choose the answer given.")
    static let contactObjectionsMet = Word("遇到的异议", "Objections met")
    static let contactObjectionLine = Word("“{0}” — {1}（{2}）", "“{0}” — {1} ({2})")
    static let contactObjectionFailed = Word("没有用", "did not help")

    static let contactMaterials = Word("资料与链接", "Materials")
    static let contactMaterialsHint = Word(
        "报给客户或发送后勾选，何时发了哪份都留记录。", "Tick what was read out or sent; which and when is on record.")
    static let contactMaterialsSent = Word("已发资料", "Materials sent")
    static let contactMaterialNot = Word("未发", "not sent")
    static let contactMaterialTold = Word("电话告知", "told")
    static let contactMaterialChat = Word("即时通讯", "chat")
    static let contactMaterialEmail = Word("邮件", "mail")
    static let contactMaterialSms = Word("短信", "text message")

    static let contactItems = Word("工作日记", "Work diary")
    static let contactItemsHint = Word(
        "一件事一行：告知或询问了什么、怎样答复、还要跟进什么。",
        "One line for each matter: what was told or asked, the answer, what is to follow.")
    static let contactItem = Word("第 {0} 件", "Matter {0}")
    static let contactItemAnswer = Word("答复", "Answer")
    static let contactItemFollow = Word("要跟进什么", "What is to follow")
    static let contactItemDue = Word("何时之前", "By when")
    static let contactItemDone = Word("已跟进", "Done")
    static let contactItemMatterless = Word("第 {0} 件：写明是哪件事。", "Matter {0}: say what it is about.")
    static let contactItemDueless = Word(
        "第 {0} 件：写明要跟进什么，或去掉期限。", "Matter {0}: say what is to follow, or take the date away.")
    static let contactItemOwed = Word("待跟进", "To follow up")
    static let contactItemClosed = Word("已记为跟进完毕。", "Noted as done.")
    static let contactItemUnknown = Word("没有这一件，或已经跟进完毕。", "There is no such matter, or it is done.")
    static let contactItemDueAt = Word("{0} 之前", "by {0}")

    static let contactEffect = Word("去电成效", "What our calls come to")
    static let contactEffectLead = Word("{0} 至 {1} · 主动去电 {2} 次", "{0} to {1} · {2} calls of ours")
    static let contactEffectMoods = Word("按客户反应", "By how customers took it")
    static let contactEffectMoodsWhat = Word(
        "接通的推广去电中，答应或有兴趣的占多少；点数字看是哪些。",
        "Of the marketing calls that reached somebody, how many agreed or were interested; each number leads to its calls."
    )
    static let contactEffectSatisfaction = Word("回访满意度", "Satisfaction when visited")
    static let contactEffectObjections = Word("按异议与答法", "By objection and answer")
    static let contactEffectObjectionsWhat = Word(
        "用过这种答法的去电中，记为有用的占多少。", "Of the calls in which this answer was given, how often it helped.")
    static let contactEffectReached = Word("接通", "Reached")
    static let contactEffectConverted = Word("答应或有兴趣", "Agreed or interested")
    static let contactEffectRate = Word("转化率", "Conversion")
    static let contactEffectUsed = Word("用了几次", "Used")
    static let contactEffectWorked = Word("有用几次", "Helped")
    static let contactEffectShare = Word("有用的占", "Share")
    static let contactEffectNone = Word(
        "这段时间没有主动去电。去电结束时记下结果和客户反应，这里就有数。",
        "No calls of ours in this time. Record result and mood at the end of a call.")
    static let contactEffectMoodless = Word("未记", "not recorded")
    static let contactWindowMark = Word("方便联系：{0}", "To be reached: {0}")
    static let contactOutsideWindow = Word(
        "客户方便联系的时间是“{0}”，没有约定此时", "the customer is to be reached «{0}», and has not named this time")
    static let contactsCalls = Word("主动去电", "Our calls")
    static let contactTotal = Word("合计", "Total")
    static let contactAnswered = Word("回访客户", "Visited")

    static let contactSeasonSpring = Word("春日", "spring")
    static let contactSeasonSummer = Word("夏日", "summer")
    static let contactSeasonAutumn = Word("秋日", "autumn")
    static let contactSeasonWinter = Word("冬日", "winter")
}

extension Contact.Errand {
    var word: Word {
        switch self {
        case .service: Word("业务联系", "service")
        case .visit: Word("回访", "return visit")
        case .marketing: Word("推广", "marketing")
        }
    }
}

extension Contact.CallResult {
    var word: Word {
        switch self {
        case .informed: Word("已告知", "informed")
        case .agreed: Word("答应", "agreed")
        case .interested: Word("有兴趣", "interested")
        case .later: Word("改日再谈", "another day")
        case .refused: Word("谢绝", "refused")
        case .doNotCall: Word("不再致电", "do not call again")
        case .notReached: Word("未接通", "not reached")
        }
    }
}

extension Satisfaction {
    var word: Word {
        switch self {
        case .satisfied: Word("满意", "satisfied")
        case .neutral: Word("一般", "neutral")
        case .dissatisfied: Word("不满意", "not satisfied")
        }
    }
}

extension Contact.MaterialSent.By {
    var word: Word {
        switch self {
        case .told: .contactMaterialTold
        case .chat: .contactMaterialChat
        case .email: .contactMaterialEmail
        case .sms: .contactMaterialSms
        }
    }
}
