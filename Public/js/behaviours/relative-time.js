/* <time data-behaviour="relative-time" data-at="1767600000000">: how long until then, kept true while the page is open.
   The text changes at most once a minute, and its figures are tabular, so nothing beside it moves. */
house.behaviour("relative-time", element => {
    const minute = 60_000;
    const span = length => {
        const minutes = Math.floor(length / minute);
        if (minutes < 1) return house.say("underAMinute");
        if (minutes < 60) return house.say("minutes", minutes);
        if (minutes < 2880) return house.say("hours", Math.floor(minutes / 60), minutes % 60);
        return house.say("days", Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24);
    };
    const show = () => {
        const left = Number(element.dataset.at) - house.now();
        // No space between Han and Han: 还有不到 1 分钟, but 还有 5 分钟.
        const text = house.say(left >= 0 ? "left" : "late", span(Math.abs(left))).replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, "$1");
        if (element.textContent !== text) element.textContent = text;
    };
    show();
    const clock = setInterval(() => (element.isConnected ? show() : clearInterval(clock)), 15_000);
});
