"""What the measurements write: registrations and remarks of the length that people write, the same for the same number."""

import json
import random

from data import DETAILS, FAULTS, GIVEN, SHOPS, SURNAMES, THINGS, WHEN, WISHES


def registration(unit, number):
    dice = random.Random(number)
    thing, fault, shop, wish = (dice.choice(words) for words in (THINGS, FAULTS, SHOPS, WISHES))
    said = "，".join(text.format(fault=fault, n=dice.randrange(2, 10)) for text in dice.sample(DETAILS, 3))
    return {
        "unit": unit, "type": "complaint", "source": "direct", "channel": "web", "severity": "ordinary",
        "complainant": dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN),
        "phone": f"1{dice.choice('3578')}{dice.randrange(10**9):09d}", "subject": f"{thing}{fault}，{wish}",
        "content": f"{dice.choice(WHEN)}在{shop}买的{thing}，{said}。", "demand": wish, "category": "商品质量",
        "product": thing, "place": shop}


def remark(number):
    return {"kind": "note", "text": f"第 {number} 次联系：已向门店核实，今天五点前答复顾客，确认可换同款新品，预计三天内到店。"}


def posted(headers, key, body):
    """Headers and body of one POST to the interface."""
    return {**headers, "Content-Type": "application/json", "Idempotency-Key": key}, json.dumps(body).encode()
