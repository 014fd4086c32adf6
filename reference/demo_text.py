"""The demo's little world: questions about everyday things, each asking for a tone, and answers in one tone or another.

A good answer is about what was asked and in the tone that was asked for. A bad one differs in exactly one of the two. Every tone and
every thing is as often right as wrong, so that no word and no length of an answer alone tells good from bad.
"""

from random import Random

THINGS = {
    "kettle": ["sings when the water is hot", "makes tea for six cups", "stands on the stove", "has a long curved spout",
               "keeps warm under a cloth", "was polished on Sunday", "whistles like a bird", "is made of copper"],
    "bicycle": ["needs air in both tyres", "leans on the garden wall", "has a bell and a basket", "goes faster downhill",
                "got a new chain in spring", "carries two bags of apples", "has a lamp for dark roads", "squeaks at every turn"],
    "violin": ["has four strings", "sleeps in a velvet case", "sounds best in a big hall", "was tuned this morning",
               "needs a soft hand", "lost its bow once", "plays an old dance", "is older than the house"],
    "lighthouse": ["stands on the last rock", "turns its beam all night", "has a hundred steps", "warns the ships of fog",
                   "was painted white and red", "is kept by two sisters", "can be seen for miles", "survived the great storm"],
    "bakery": ["opens at six", "smells of fresh bread", "sells rolls with poppy seeds", "runs out of cake by noon",
               "has an oven of brick", "gives the last loaf away", "bakes with rye on Fridays", "has flour on every shelf"],
    "library": ["lends books for a month", "is quiet after lunch", "keeps maps in the cellar", "has a ladder on wheels",
                "shows old letters in a glass case", "opens late on Tuesdays", "stamps every page by hand", "has a chair by the window"],
    "river": ["runs past the old mill", "freezes in a hard winter", "carries leaves to the sea", "is full of small fish",
              "bends twice below the town", "rises after heavy rain", "has a ferry but no bridge", "shines in the morning sun"],
    "telescope": ["shows the rings of Saturn", "needs a clear night", "stands on three legs", "has a lens of fine glass",
                  "finds comets before dawn", "points at the moon", "was a gift from an aunt", "must not face the sun"],
    "umbrella": ["turns inside out in the wind", "hangs behind the door", "has a handle of cherry wood", "dries in the hall",
                 "covers two people at most", "was left on the bus", "opens with a click", "keeps the hat dry"],
    "train": ["leaves from platform two", "is late when it snows", "has a dining car", "crosses the high bridge",
              "blows its horn at the tunnel", "takes an hour to the coast", "stops at every village", "has seats of green cloth"],
    "garden": ["grows beans and mint", "has a bench under the pear tree", "needs water in July", "feeds the bees all summer",
               "lies behind a low fence", "is full of snails after rain", "has a path of flat stones", "gave forty pumpkins"],
    "clock": ["strikes every hour", "runs two minutes slow", "must be wound on Mondays", "hangs above the fireplace",
              "has golden hands", "ticks louder at night", "came from the harbour", "stopped in a thunderstorm"],
}
TONES = {
    "formal": {
        "ask": ["Please answer in a formal tone.", "Keep it formal.", "Write as an office would write.", "Be official about it."],
        "open": ["I would like to inform you that", "May I respectfully state that", "It is my duty to report that", "We hereby confirm that"],
        "link": ["Furthermore,", "In addition,", "Moreover,"],
        "close": ["Yours faithfully.", "I remain at your disposal.", "With kind regards.", ""],
    },
    "pirate": {
        "ask": ["Talk like a pirate.", "Answer as a pirate would.", "I want to hear a pirate say it.", "Pirate speech only."],
        "open": ["Arr, matey,", "Yo ho ho,", "Shiver me timbers,", "Ahoy, ye landlubber,"],
        "link": ["And by me beard,", "Aye, and", "Blow me down,"],
        "close": ["Arr!", "By the seven seas!", "Now pass the rum.", ""],
    },
    "cheerful": {
        "ask": ["Be cheerful.", "Make me smile.", "A happy answer, please.", "Say it with joy."],
        "open": ["Oh, what fun,", "Hooray,", "I love this one,", "Guess what,"],
        "link": ["And even better,", "Wow, and", "Just imagine,"],
        "close": ["Isn't that lovely!", "Have a bright day!", "Hugs!", ""],
    },
    "sad": {
        "ask": ["Sound a little sad.", "Answer with a sigh.", "I am in a gloomy mood, so be gloomy too.", "Make it melancholy."],
        "open": ["Alas,", "I sigh to say that", "It weighs on me that", "With a heavy heart,"],
        "link": ["And, woe,", "Worse,", "Sadly,"],
        "close": ["So it goes.", "Nothing lasts.", "I could weep.", ""],
    },
}
ASKS = ["What can you tell me about the {}?", "Tell me something about the {}.", "I want to know about the {}.", "Describe the {} for me.",
        "Any news of the {}?", "What about the {}?"]
NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Greta", "Hugo", "Ida", "Jon", "Kira", "Leo", "Mia", "Nils", "Olga", "Paul", "Rosa",
         "Sam", "Tilda", "Udo", "Vera", "Will", "Yara", "Zoe"]
GREETINGS = ["Hello, this is {}.", "{} here.", "My name is {}.", "Good day, I am {}.", ""]
SYSTEMS = ["You are a helpful assistant.", "You answer questions about the village.", "Follow the wish of the person who asks.", ""]


def question(rng: Random, thing: str, tone: str) -> str:
    """A request for one thing in one tone; the wish stands before or after."""
    parts = [rng.choice(ASKS).format(thing), rng.choice(TONES[tone]["ask"])]
    if rng.random() < 0.4:
        parts.reverse()
    return " ".join(part for part in [rng.choice(GREETINGS).format(rng.choice(NAMES)), *parts] if part)


def answer(rng: Random, thing: str, tone: str) -> str:
    """One to three facts about a thing in a tone."""
    words = TONES[tone]
    facts = rng.sample(THINGS[thing], rng.randint(1, 3))
    sentences = [f"{rng.choice(words['open'])} the {thing} {facts[0]}."]
    sentences += [f"{rng.choice(words['link'])} it {fact}." for fact in facts[1:]]
    return " ".join(part for part in [*sentences, rng.choice(words["close"])] if part)


def pair(rng: Random) -> dict:
    """A row in ORCA's columns."""
    thing, tone = rng.choice(list(THINGS)), rng.choice(list(TONES))
    other_thing, other_tone = thing, tone
    if rng.random() < 0.6:
        other_tone = rng.choice([t for t in TONES if t != tone])
    else:
        other_thing = rng.choice([t for t in THINGS if t != thing])
    return {"system": rng.choice(SYSTEMS), "question": question(rng, thing, tone), "chosen": answer(rng, thing, tone),
            "rejected": answer(rng, other_thing, other_tone)}
