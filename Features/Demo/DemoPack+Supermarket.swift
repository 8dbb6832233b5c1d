import Handbook

extension DemoPack {
    static let supermarket = DemoPack(
        code: "supermarket", organisation: "惠民超市",
        units: [
            DemoUnit("company", "惠民超市总部", .headquarters), DemoUnit("renmin", "人民路店", .store, under: "company"),
            DemoUnit("binhe", "滨河店", .store, under: "company"),
        ],
        people: [
            DemoPerson("wangfang", "王芳", "agent", "renmin", desk: true),
            DemoPerson("xuexiang", "薛香", "agent", "renmin", desk: true),
            DemoPerson("ganlu", "甘露", "agent", "renmin", desk: true, isNewcomer: true),
            DemoPerson("moyan", "莫妍", "agent", "binhe", desk: true),
            DemoPerson("kongli", "孔丽", "agent", "binhe", desk: true),
            DemoPerson("laofu", "傅强", "bag-clerk", "renmin", reads: .never),
            DemoPerson("yinxi", "尹曦", "announcer", "renmin", reads: .late),
            DemoPerson("daixia", "戴霞", "desk-leader", "renmin"),
            DemoPerson("maolin", "毛琳", "desk-leader", "binhe"),
            DemoPerson("jiayong", "贾勇", "supervisor", "renmin"),
            DemoPerson("nieping", "聂平", "supervisor", "renmin"),
            DemoPerson("ruanjie", "阮洁", "supervisor", "binhe"),
            DemoPerson("houbin", "侯斌", "manager", "renmin"),
            DemoPerson("longmei", "龙梅", "manager", "binhe"),
            DemoPerson("zhaihui", "翟慧", "records", "renmin"),
            DemoPerson("fangyuan", "方远", "executive", "company"),
            DemoPerson("admin", "邵工", "administrator", "company"),
        ],
        customer: "顾客", channels: [(.counter, 62), (.onSite, 18), (.phone, 17), (.web, 3)],
        isAnonymityUsual: true,
        places: ["生鲜区", "二楼家电区", "收银区", "东门服务台", "粮油区"], firms: [], memberPrefix: "HM",
        departments: [
            "商品缺陷": "采购部", "标价错误": "价格组", "员工操作": "营运部", "员工态度": "营运部", "设备故障": "工程部",
            "促销规则不清": "企划部", "供应商": "采购部", "顾客误解": "服务台", "外部原因": "服务台",
        ],
        culprits: ["理货员 小江", "收银员 阿萍", "生鲜组 老顾", "防损员 大刘", "价格员 小章", "促销员 阿香"],
        referrals: [
            (party: "商场租户 快剪理发", reason: "外租区由租户自行负责"), (party: "厂家售后热线", reason: "大家电的安装维修由厂家负责"),
        ],
        handsOnTo: ["agent", "supervisor", "desk-leader"],
        loans: [
            DemoLoan(from: "houbin", to: "daixia", began: 13, days: 2, reason: "总部会议"),
            DemoLoan(from: "ruanjie", to: "kongli", began: 1, days: 4, reason: "病假"),
        ],
        tempo: .counter, scenarios: supermarketScenarios,
        offers: ["周末会员特惠", "年货礼盒团购", "会员卡升级邀请"])
}
