import Kernel

/// Every text of the mailboxes and their letters.
extension Word {
    static let mailboxesTitle = Word("邮箱", "Mailboxes")
    static let mailboxesLead = Word(
        "来信自动收进“来电”，自到达邮箱起计时，由人答复。", "Letters come into Contacts by themselves; their clock runs from arrival.")
    static let mailboxNew = Word("登记邮箱", "Add a mailbox")
    static let mailboxNone = Word(
        "还没有登记邮箱。登记后，来信每分钟自动收取，自到达起计时。",
        "No mailbox yet. Once there is one, its letters are fetched every minute, and their clock runs from arrival.")
    static let mailboxNoneHere = Word(
        "本单位还没有邮箱；登记邮箱的是系统管理员。", "Your unit has no mailbox yet; the administrator sets them up.")
    static let mailboxLettersHidden = Word(
        "邮件内容由有权查看工单的同事阅读。", "Letters are read by colleagues who may read cases.")
    static let mailboxAddress = Word("邮箱地址", "Address")
    static let mailboxSender = Word("发件人名称", "Sender's name")
    static let mailboxSenderHint = Word("客户看到的名称，如“蜻蜓百货客服部”。", "What customers see beside the address.")
    static let mailboxUnit = Word("所属单位", "Unit")
    static let mailboxReception = Word("受理渠道", "Reception channel")
    static let mailboxReceptionHint = Word(
        "来信归该渠道当时的负责人；不选则归当班人员中待复邮件最少的。",
        "Letters go to its holder of the hour; else to whoever on duty has the fewest.")
    static let mailboxFetching = Word("收信（IMAP）", "Fetching (IMAP)")
    static let mailboxSending = Word("发信（SMTP）", "Sending (SMTP)")
    static let mailboxSendingHint = Word(
        "不填则不能在这里回信，只能用别的程序答复后登记。", "Left blank, answers are sent by another program and entered by hand.")
    static let mailboxHost = Word("服务器", "Server")
    static let mailboxPort = Word("端口", "Port")
    static let mailboxLine = Word("加密", "Encryption")
    static let mailboxUser = Word("登录名", "User name")
    static let mailboxPassword = Word("密码或授权码", "Password or app password")
    static let mailboxPasswordHint = Word(
        "只用于登录邮件服务器，不再显示。不改则留空；换了服务器须重新填写。",
        "Used for the mail server alone and never shown again. Leave blank to keep it; a new server needs it anew.")
    static let mailboxFolder = Word("文件夹", "Folder")
    static let mailboxSince = Word("从何时起的来信", "Letters since")
    static let mailboxSinceHint = Word("更早到达的不收。", "Letters that arrived before are left alone.")
    static let mailboxReceipts = Word("自动发回执", "Send automatic receipts")
    static let mailboxReceiptsHint = Word(
        "告知编号和答复时限；不算答复，同一地址一天至多一封。", "Tells number and time; answers nothing; at most one a day to one address.")
    static let mailboxState = Word("状态", "State")
    static let mailboxStateOn = Word("收信中", "fetching")
    static let mailboxStateOff = Word("已停收", "off")
    static let mailboxStateTrouble = Word("收取失败", "failing")
    static let mailboxFetchedAt = Word("上次收取", "Last fetched")
    static let mailboxNever = Word("尚未收取", "not yet")
    static let mailboxOpenLetters = Word("邮件", "Letters")
    static let mailboxSave = Word("保存", "Save")
    static let mailboxSaved = Word("邮箱已保存。", "The mailbox is saved.")
    static let mailboxTest = Word("测试连接", "Test the connection")
    static let mailboxTestFine = Word(
        "连接正常：能登录，能收信。", "The connection works: it lets us in and letters can be fetched.")
    static let mailboxTestFineBoth = Word("连接正常：收信和发信都能登录。", "The connection works, for fetching and for sending.")
    static let mailboxTestFetching = Word("收信：{0}", "Fetching: {0}")
    static let mailboxTestSending = Word("发信：{0}", "Sending: {0}")
    static let mailboxFetchNow = Word("马上收取", "Fetch now")
    static let mailboxFetchAsked = Word("几秒内收取。", "It is fetched within seconds.")
    static let mailboxTurnOn = Word("开始收信", "Turn on")
    static let mailboxTurnOff = Word("停止收信", "Turn off")
    static let mailboxTurnedOn = Word("已开始收信。", "The mailbox is fetched again.")
    static let mailboxTurnedOff = Word("已停止收信；记录都在。", "The mailbox is left alone; its records stay.")
    static let mailboxChange = Word("修改设置", "Change the settings")
    static let mailboxHistory = Word("收取记录", "Fetches")
    static let mailboxHistoryNone = Word(
        "没有带来新邮件或失败的收取。", "No fetch that brought letters or failed.")
    static let mailboxHistoryTaken = Word("收到 {0} 封", "{0} letters")
    static let mailboxHistoryKnown = Word("已有 {0} 封", "{0} known already")
    static let mailboxTroubleSince = Word("自 {0} 起收取失败：{1}", "Failing since {0}: {1}")
    static let mailboxServerSaid = Word("服务器原话：{0}", "In the server's words: {0}")

    static let mailboxTooMany = Word("一个单位最多 {0} 个邮箱。", "A unit has at most {0} mailboxes.")
    static let mailboxAddressTaken = Word("这个地址已经登记。", "This address is entered already.")
    static let mailboxPlainElsewhere = Word(
        "不加密只能用于本机（127.0.0.1）的邮件服务器；其他服务器请选 TLS 或 STARTTLS。",
        "Without encryption only a server on this machine may be used; choose TLS or STARTTLS.")
    static let mailboxPasswordMissing = Word(
        "请填写密码或授权码；换了服务器须重新填写。", "Enter the password; a new server needs it anew.")
    static let mailboxReceptionElsewhere = Word("这个受理渠道不属于该单位。", "This channel belongs to another unit.")
    static let mailboxIsOff = Word("邮箱已停收，先开始收信。", "The mailbox is off; turn it on first.")
    static let mailboxBadAddress = Word(
        "请填写完整的邮箱地址，如 service@example.cn。", "Enter a whole address, e.g. service@example.cn.")
    static let mailboxBadHost = Word(
        "请只填服务器的名称或地址，如 imap.example.cn。", "Enter the server's name or address only, e.g. imap.example.cn.")
    static let mailboxBadFolder = Word("文件夹名称不能有引号、反斜杠或换行。", "A folder has no quotes, backslashes or line breaks.")
    static let mailboxSendingParts = Word(
        "发信的服务器、端口和加密方式要么都填，要么都不填。", "For sending, give server, port and encryption, or none.")

    static let letterViews = Word("待复邮件", "Letters to answer")
    static let letterTitle = Word("来信", "Letter")
    static let letterNoSubject = Word("（无主题）", "(no subject)")
    static let letterFrom = Word("发件人", "From")
    static let letterArrived = Word("到达邮箱", "Arrived")
    static let letterMailbox = Word("邮箱", "Mailbox")
    static let letterDue = Word("答复时限", "Answer due")
    static let letterFiles = Word("附件", "Files")
    static let letterFileRefused = Word("未收：不在允许的类型或大小之内", "not taken: not of a type or size we take")
    static let letterFileWaiting = Word("等待查毒", "waits for the virus scan")
    static let letterCut = Word(
        "内容过长、层次过多或有无法辨认的字符，这里不全；原件在邮箱里。", "Not all of it is here; the original lies in the mailbox.")
    static let letterOversized = Word(
        "邮件过大，只收了信头；请到邮箱里查看。", "Too large: its head alone is here; look into the mailbox.")
    static let letterUnreadable = Word("这封邮件无法读取，请到邮箱里查看。", "This letter could not be read; look into the mailbox.")
    static let letterAnswer = Word("回复", "Answer")
    static let letterAnswerTo = Word(
        "以邮件发给 {0}，从 {1} 发出，主题“{2}”", "By mail to {0}, from {1}, subject “{2}”")
    static let letterLost = Word(
        "上一封答复未送达，可以重写；也可以改用电话答复。", "The last answer did not arrive: write it again, or answer by telephone.")
    static let mailReachLeaves = Word("以邮件发给 {0}，从 {1} 发出。", "By mail to {0}, from {1}.")
    static let mailReachNoLetter = Word(
        "不会发出邮件：这张工单没有收到客户的来信。内容只记在工单上，请用邮件程序发出。",
        "No letter is sent: there is none of the customer's on this case. The text stands on the case; send it by a mail program."
    )
    static let mailReachNoAddress = Word(
        "不会发出邮件：来信没有可以回复的地址。内容只记在工单上。",
        "No letter is sent: theirs names no address to write to. The text stands on the case alone.")
    static let mailReachNoSending = Word(
        "不会发出邮件：邮箱 {0} 未设发信服务器。内容只记在工单上，请用邮件程序发出。",
        "No letter is sent: the mailbox {0} has no server for it. The text stands on the case; send it by a mail program."
    )
    static let mailReachReturned = Word(
        "上一封发往这个地址的邮件未送达。", "The last letter to this address did not arrive.")
    static let mailReachNoOutreach = Word(
        "该客户设为不主动联系；答复来信不在此限。", "This customer is not contacted on our initiative; an answer to their letter may go.")
    static let mailReachNoConsent = Word("该客户表示不愿以邮件联系。", "This customer does not want to be written to by mail.")
    static let letterSend = Word("发送", "Send")
    static let letterSent = Word("已发送，10 秒内可撤回。", "Sent; it can be taken back for ten seconds.")
    static let letterTakeBack = Word("撤回", "Take back")
    static let letterTakenBack = Word("已撤回，还没有发出。", "Taken back; it never left.")
    static let letterTake = Word("由我答复", "I answer it")
    static let letterTaken = Word("现在由您答复。", "It is yours to answer now.")
    static let letterClose = Word("无需答复", "No answer needed")
    static let letterCloseReason = Word("理由", "Reason")
    static let letterCloseReasonHint = Word(
        "如：广告、误发、已在另一封信中答复。", "E.g. advertising, sent by mistake, answered elsewhere.")
    static let letterClosed = Word("已记为无需答复。", "Noted: it needs no answer.")
    static let letterToCase = Word("登记为工单或作其他处理", "Make it a case, or something else")
    static let letterPromote = Word("这是人写的", "A person wrote this")
    static let letterPromoted = Word(
        "已列入待复邮件，自到达时起计时。", "It is among the letters to answer; its clock runs from arrival.")
    static let letterOurs = Word("我方信件", "Our letters")
    static let letterNoSending = Word(
        "该邮箱未设发信服务器：请用邮件程序答复，再在下面“登记为工单或作其他处理”里以“已解决”结束并写明答复。",
        "This mailbox sends nothing: answer with a mail program, then end it below as solved with what was answered.")
    static let letterSettledAnswered = Word("已于 {0} 答复", "answered {0}")
    static let letterSettledPassedOn = Word("已登记为工单", "made a case")
    static let letterSettledClosed = Word("无需答复", "needs no answer")
    static let letterSettledNot = Word("待答复", "to be answered")

    static let letterAlreadySettled = Word("这封邮件已经处理。", "This letter is settled already.")
    static let letterNotYours = Word("这封邮件由同事答复；需要时请先按“由我答复”。", "A colleague answers this letter; take it first.")
    static let letterNothingToSend = Word("请写明答复。", "Write an answer.")
    static let letterNoReceiver = Word(
        "没有可以回信的地址，或该邮箱未设发信服务器。", "There is nobody to write to, or the mailbox sends nothing.")
    static let letterGone = Word("已经发出，不能撤回；更正请另写一封。", "It has left; a correction is another letter.")
    static let letterEndingForCalls = Word(
        "邮件不能这样结束：请回复、登记为工单、并入工单或记为无需答复。",
        "A letter cannot end like this: answer it, make it a case, or note that it needs no answer.")

    static let mailReceiptSubject = Word("您的来信", "Your letter")
    static let mailSubjectAnswer = Word("回复：{0}", "Re: {0}")
    static let mailSubjectPrefixes = ["re:", "回复:", "回复：", "答复:", "答复：", "fw:", "fwd:", "转发:", "转发："]
    static let mailFileNote = Word("来自邮件：{0}", "From the letter: {0}")
    static let mailReceipt = Word(
        "您好！您的来信已收到，登记编号 {0}。我们会在 {1} 前由专人答复您。\n\n本邮件由系统自动发出，不是对来信的答复。",
        "Your letter has reached us under the number {0}. A person will answer it by {1}.\n\nThis message was sent by a program and is no answer."
    )
    static let mailReceiptBare = Word(
        "您好！您的来信已收到，登记编号 {0}，我们会尽快由专人答复您。\n\n本邮件由系统自动发出，不是对来信的答复。",
        "Your letter has reached us under the number {0}. A person will answer it soon.\n\nThis message was sent by a program and is no answer."
    )
}

extension Mailbox.Guard {
    var word: Word {
        switch self {
        case .tls: Word("TLS", "TLS")
        case .startTLS: Word("STARTTLS", "STARTTLS")
        case .plain: Word("不加密（仅本机）", "none (this machine only)")
        }
    }
}

extension Mailbox.Trouble.Reason {
    var word: Word {
        switch self {
        case .unknownHost: Word("找不到这个服务器，请核对名称。", "There is no server of this name.")
        case .forbiddenAddress:
            Word(
                "服务器在不允许访问的网络里；请管理员设置 mail-networks。",
                "The server lies in a network that may not be reached (mail-networks).")
        case .refused: Word("服务器没有应答，请核对地址和端口。", "Nobody answers there; check address and port.")
        case .tooSlow: Word("服务器太慢，等不到应答。", "The server is too slow.")
        case .certificate: Word("服务器的证书不可信或名称不符。", "The server's certificate is not to be believed.")
        case .noTLS: Word("服务器不支持加密。", "The server offers no encryption.")
        case .login: Word("登录被拒：请核对登录名和密码（授权码）。", "It does not let us in; check user name and password.")
        case .noSuchFolder: Word("没有这个文件夹。", "There is no such folder.")
        case .noSuchLetter: Word("邮件已不在邮箱里。", "The letter is no longer there.")
        case .address: Word("服务器不接受这个收件地址。", "The server will not have this address.")
        case .tooLarge: Word("邮件过大。", "Too large.")
        case .hungUp: Word("服务器中断了连接。", "The server hung up.")
        case .other: Word("收取时出错。", "Something else went wrong.")
        }
    }
}

extension MailLetter.Kind {
    var word: Word {
        switch self {
        case .personal: Word("来信", "letter")
        case .oversized: Word("过大", "too large")
        case .unreadable: Word("无法读取", "unreadable")
        case .copy: Word("重复", "copy")
        case .automatic: Word("自动邮件", "automatic")
        case .list: Word("群发", "mailing list")
        case .bounce: Word("退信", "returned")
        case .own: Word("本单位发出", "our own")
        }
    }
}

extension MailAnswer.State {
    var word: Word {
        switch self {
        case .held: Word("待发送", "held")
        case .waiting: Word("发送中", "being sent")
        case .sent: Word("已发出", "sent")
        case .failed: Word("未送达", "not delivered")
        }
    }
}

extension MailAnswer.Kind {
    var word: Word {
        switch self {
        case .answer: Word("答复", "answer")
        case .receipt: Word("自动回执", "automatic receipt")
        }
    }
}
