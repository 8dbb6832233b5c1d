/* <table data-behaviour="here"> in a frame that scrolls: on a narrow screen it opens where one is, at today's column, else at
   the first hour in which somebody is there; what stands still on the left does not cover it. */
house.behaviour("here", table => {
    const place = table.querySelector("thead .today") ?? table.querySelector(".hours tbody td[class], td:is(.short, .c1, .c2, .c3)");
    if (place) table.parentElement.scrollLeft = place.offsetLeft - table.rows[0].cells[0].offsetWidth;
});
