import Handbook
import Kernel

extension Word {
    static let contactsTitle = Word("来电", "Contacts")
    static let contactNew = Word("接电话", "Answer a call")
    static let contactIntake = Word("接待登记（{0}）", "Contact ({0})")
    static let contactStart = Word(
        "接起电话就按这里：计时立即开始，填到哪里都会保存。", "Press as you pick up: the clock starts, and whatever is typed is kept.")
    static let contactOthers = Word("其他渠道", "Other channels")
    static let contactCallOut = Word("主动去电", "Call out")
    static let contactCallFor = Word("为何事去电", "What the call is for")
    static let contactCallAgreed = Word("客户约定此时", "The customer named this time")
    static let contactCallAgreedHint = Word(
        "免打扰时段内，只有客户自己约定的时间才可去电。", "In quiet hours only at a time that the customer named.")
    static let contactCallNobody = Word(
        "不属于任何客户或工单的号码，会列入“未匹配去电”。", "A number that belongs to no customer and no case is listed as unmatched.")
    static let contactLeft = Word("留下的要点", "What was left with the customer")
    static let contactSecond = Word("另一种联系方式", "A second contact")
    static let contactSecondHint = Word(
        "是号码的记入客户档案；不愿留的写“无”。", "A number goes into the file; write «none» where none is left.")
    static let contactRepeated = Word("此前记为当场解决，客户又来电了", "It was thought solved, and the customer has called again")
    static let contactRepeats = Word("再次来电", "Called again after")
    static let contactTooLong = Word("通话超过 {0}，又没有形成工单", "Longer than {0}, and no case came of it")
    static let contactNotOnDuty = Word("要回电的同事不在岗，请交给当班的人", "The colleague is not on duty; give it to somebody who is")
    static let contactQuiet = Word("免打扰时段 {0}，客户没有约定此时", "Quiet hours {0}, and the customer has not named this time")
    static let contactDoNotCall = Word("客户要求不再去电。", "The customer has asked not to be called.")
    static let contactNumberMissing = Word("没有可拨的号码。", "There is no number to call.")
    static let contactsUnmatched = Word("未匹配去电", "Unmatched calls")
    static let contactsRepeated = Word("再次来电", "Repeat calls")
    static let ruleContactClosing = Word("主动去电结束前记下：{0}", "before a call of ours ends, record: {0}")
    static let ruleContactOutcome = Word("主动去电结束前记下：{0}", "before a call of ours ends, record: {0}")
    static let ruleVisitSatisfaction = Word(
        "回访记下满意、一般或不满意；不满意的自动开立跟进工单", "a visit records satisfied, neutral or not; who is not gets a case")
    static let ruleGuidance = Word(
        "转远程指导前问明电脑水平，不会用的记下协助人", "before guidance at a distance the caller's computer skill is known, or a helper")
    static let ruleFirstLevel = Word(
        "工单离开一线（{0}）之前，先写明初步分析", "before a case leaves the first level ({0}) its first analysis is written")
    static let ruleContactRepeat = Word(
        "当场解决后 {0}内同一客户又来电的，计一次", "a call by the same customer within {0} of being solved is counted")
    static let ruleContactLength = Word(
        "没有形成工单的通话不超过 {0}，超过的报当值主管", "a call that leads to no case takes at most {0}; else the supervisor is told")
    static let ruleQuietHours = Word("{0} 不去电，客户约定的除外", "no calls {0}, but at times the customer named")
    static let contactMissedNew = Word("登记未接来电", "Enter a missed call")
    static let contactMissedPhone = Word("未接号码", "Missed number")
    static let contactMissedSaved = Word("已登记，回电时限开始计时。", "Entered; the clock for calling back runs.")
    static let contactSearch = Word("号码或姓名", "Number or name")
    static let contactSearchHint = Word(
        "全号、后四位、卡号、姓名、拼音或首字母；用方向键选人。", "Whole number, last four, card, name, pinyin or initials; arrow keys choose.")
    static let contactNobodyFound = Word(
        "没有找到，按新客户登记；上面填的号码或姓名会一并记下，不必再填。",
        "Nobody found: a new customer. What is typed above is taken over, no need to type it again.")
    static let contactNobodyChosen = Word("新客户", "New customer")
    static let contactCustomers = Word("是哪位客户", "Which customer")
    static let contactCaller = Word("贵姓 / 姓名", "Surname or name")
    static let contactForCase = Word("登记工单时必填", "needed for a case")
    static let contactPurpose = Word("事由", "Purpose")
    static let contactAnswer = Word("答复", "What was answered")
    static let contactAnswerHint = Word("当场告诉客户的话和办法。", "What the customer was told on the call.")
    static let contactRings = Word("铃响几声接起", "Answered at ring")
    static let contactHungUpBy = Word("谁先挂断", "Who hung up")
    static let contactCustomerHungUp = Word("客户", "the customer")
    static let contactWeHungUp = Word("我方", "we")
    static let contactLanguage = Word("语言或方言", "Language or dialect")
    static let contactMore = Word("更多登记项", "More of the register")
    static let contactEndings = Word("怎样结束", "How it ends")
    static let contactEndingsHint = Word(
        "在输入框里按 Alt 加数字，框外直接按数字。", "Alt and the digit while typing, the digit alone elsewhere.")
    static let contactCallbackTo = Word("由谁回电", "Who calls back")
    static let contactCallbackText = Word("答应了什么", "What was promised")
    static let contactMessageTo = Word("留言给谁", "Message for")
    static let contactMessageText = Word("留言内容（不填则用事由和经过）", "Message (else subject and content)")
    static let contactTriage = Word("能否当场解决", "Can it be solved now?")
    static let contactTriageNow = Word("当场办", "now")
    static let contactTriageChat = Word("转即时通讯", "by chat")
    static let contactTriageCallback = Word("同事回电", "call-back")
    static let contactTriaged = Word("已判断：{0}，用时 {1} 秒", "judged: {0}, after {1} s")
    static let contactSince = Word("接听至今", "since the answer")
    static let contactSinceDialled = Word("拨出至今", "since it was dialled")
    static let contactResume = Word("恢复通话", "Resume")
    static let contactHoldAgreed = Word("征得同意并致谢，请客户稍候：", "With the customer's consent, hold for:")
    static let contactHoldLookup = Word("查资料", "looking it up")
    static let contactHoldColleague = Word("问同事", "asking a colleague")
    static let contactHoldFetch = Word("请人接听", "fetching somebody")
    static let contactHoldOther = Word("其他", "something else")
    static let contactWaits = Word("等候", "Waits")
    static let contactWait = Word("{0} {1} 起 {2} 秒", "{0} from {1}, {2} s")
    static let contactReception = Word("来电渠道", "Line")
    static let contactShowNumber = Word("显示完整号码", "Show the number")
    static let contactCallbackPhone = Word(
        "回拨 {0}；留空即沿用，改号才填", "calling {0}; leave empty to keep it")
    static let contactHeld = Word("客户正在等候", "The customer is waiting")
    static let contactSaved = Word("草稿已存 {0}", "Draft kept at {0}")
    static let contactNotSaved = Word("这几项还读不懂，结束前请改正：{0}", "Cannot be read yet: {0}")
    static let contactBanned = Word("不宜对客户说：{0}", "Not to be said to a customer: {0}")
    static let contactDuplicate = Word(
        "该客户有 {0} 件未结工单。同一件事请选中它再“并入工单”，不要重复登记。",
        "This customer has {0} open cases. For the same matter choose it and add to it; do not register it twice.")
    static let contactSameSubject = Word("事由相近：{0} {1}", "Much the same subject: {0} {1}")
    static let contactNeeds = Word("特殊需要：{0}", "Special needs: {0}")
    static let contactScript = Word("话术", "Script")
    static let contactScriptBack = Word("上一步", "Back")
    static let contactScriptChoose = Word("换一份话术", "Another script")
    static let contactWrapped = Word("{0} 已结束：{1}。", "{0} is wrapped up: {1}.")
    static let contactRecord = Word("客户服务记录", "Record of the contact")
    static let contactNumber = Word("编号", "Number")
    static let contactTime = Word("时间", "Time")
    static let contactTalk = Word("通话时长", "Talk time")
    static let contactSeconds = Word("{0} 分 {1} 秒", "{0} min {1} s")
    static let contactAgent = Word("接待人", "Taken by")
    static let contactEnding = Word("结果", "Outcome")
    static let contactCase = Word("工单", "Case")
    static let contactCallbackState = Word("回电", "Call-back")
    static let contactAcknowledge = Word("我来回电", "I call back")
    static let contactReached = Word("已接通", "Reached")
    static let contactNotReached = Word("未接通", "Not reached")
    static let contactHandOn = Word("转交", "Hand on")
    static let contactAcknowledged = Word("已确认接下。", "Taken on.")
    static let contactTried = Word("已记录一次未接通的回电。", "An attempt that reached nobody is recorded.")
    static let contactHandedOn = Word("已转交{0}。", "Handed on to {0}.")
    static let contactPromised = Word("{0} 答应由{1}回电", "{0}: {1} calls back")
    static let contactTries = Word("已试 {0} 次", "tried {0} times")
    static let contactViewMine = Word("我的来电", "Mine")
    static let contactViewToCall = Word("待回电", "To be called back")
    static let contactViewMissed = Word("未接来电", "Missed")
    static let contactViewTeam = Word("全部", "All")
    static let contactsNone = Word("还没有来电记录。电话一响，按 c 接起。", "No contacts yet. When the telephone rings, press c.")
    static let contactWho = Word("来电人", "Caller")
    static let contactOutbound = Word("去电", "out")
    static let contactInbound = Word("来电", "in")
    static let contactStateMissed = Word("未接", "missed")
    static let contactStateReturned = Word("已回电", "called back")
    static let contactStateTalking = Word("通话中", "talking")
    static let contactDiary = Word("工作日记", "Work diary")
    static let contactDiaryLead = Word("{0} · {1} 次接待", "{0} · {1} contacts")
    static let contactFollowUp = Word("后续", "Follow-up")

    static let contactOver = Word("这次接待已经结束。", "This contact is over.")
    static let contactNoCallback = Word("这次接待没有答应回电。", "No call-back was promised.")
    static let contactCalledAlready = Word("已经回过电。", "The call has been made already.")
    static let contactHeldAlready = Word("客户已经在等候。", "The customer is waiting already.")
    static let contactNotHeld = Word("客户不在等候。", "The customer is not waiting.")
    static let contactNotYours = Word("由接听或负责回电的同事办理。", "For whoever took it or is to call back.")
    static let contactNoColleague = Word("请选择能办理的在职同事。", "Choose a colleague who can do it.")
    static let contactPhoneNeeded = Word("答应回电须有号码。", "A call-back needs a number.")
    static let contactMatterNeeded = Word("写明要转告什么。", "Say what is to be passed on.")
    static let contactCallerNeeded = Word("写明是谁来电。", "Say who called.")
    static let contactCaseNeeded = Word("先在客户的未结工单里选一件。", "Choose one of the customer's open cases first.")
    static let contactNoConversation = Word(
        "未接通的去电没有通话，不记客户反应、满意度和异议，也只能以“未接通”结束；接通了的，请改正去电结果。",
        "A call that did not get through is no conversation: it ends as «not reached», without mood, satisfaction or "
            + "objections; if somebody was reached, correct the result.")
    static let contactNotOurCall = Word(
        "“未接通”只用来结束主动去电。", "Only a call of our own ends as «not reached».")
    static let contactMissing = Word("还缺：{0}", "still missing: {0}")
    static let contactRangTooLong = Word("响了 {0} 声才接起", "answered at ring {0}")
    static let contactHungUpFirst = Word("我方先挂断", "we hung up first")
}

extension Contact.Ending {
    var word: Word {
        switch self {
        case .solved: Word("当场解决", "solved on the call")
        case .callback: Word("答应回电", "call-back promised")
        case .message: Word("留言", "message")
        case .transferred: Word("转接同事", "handed over")
        case .openedCase: Word("登记工单", "case opened")
        case .addedToCase: Word("并入工单", "added to a case")
        case .movedToChat: Word("转即时通讯", "moved to chat")
        case .referred: Word("指引他处", "referred")
        case .unreached: .contactNotReached
        case .dropped: Word("误接", "dropped")
        }
    }
}

extension Contact.Triage.Verdict {
    var word: Word {
        switch self {
        case .now: .contactTriageNow
        case .chat: .contactTriageChat
        case .callback: .contactTriageCallback
        }
    }
}

extension ContactFilter.View {
    var word: Word {
        switch self {
        case .mine: .contactViewMine
        case .letters: .letterViews
        case .toCall: .contactViewToCall
        case .missed: .contactViewMissed
        case .team: .contactViewTeam
        case .unmatched: .contactsUnmatched
        case .repeated: .contactsRepeated
        case .calls: .contactsCalls
        }
    }
}

extension Contact.HoldReason {
    var word: Word {
        switch self {
        case .lookup: .contactHoldLookup
        case .colleague: .contactHoldColleague
        case .fetch: .contactHoldFetch
        case .other: .contactHoldOther
        }
    }
}
