from panah.domain.actor import Actor, Actors, ActorType

ACTORS = Actors(
    [
        Actor(id="ALB", name="Albania", type=ActorType.COUNTRY, aliases=("Land of the Eagles",)),
        Actor(id="gov-alb", name="Government of Albania", type=ActorType.GOVERNMENT, of="ALB"),
        Actor(id="rama", name="Edi Rama", type=ActorType.OFFICIAL, of="gov-alb"),
        Actor(id="a", name="One of a pair", type=ActorType.ORGANISATION, of="b"),
        Actor(id="b", name="The other", type=ActorType.ORGANISATION, of="a"),
    ]
)


def test_an_official_speaks_for_the_country_of_the_government():
    assert ACTORS.speaks_for("Edi Rama", None, "Albania")
    assert ACTORS.speaks_for("edi rama", None, "land of the eagles")


def test_nobody_speaks_for_another_country():
    assert not ACTORS.speaks_for("Edi Rama", None, "XKX")


def test_a_stranger_speaks_for_whom_it_was_said_to_be_of():
    assert ACTORS.speaks_for("a spokeswoman", "gov-alb", "ALB")
    assert not ACTORS.speaks_for("a spokeswoman", None, "ALB")


def test_actors_that_are_of_each_other_do_not_trap_anybody():
    assert ACTORS.speaks_for("a", None, "b")
    assert not ACTORS.speaks_for("a", None, "ALB")


def test_a_name_nobody_has_is_its_own_id_and_its_own_name():
    assert ACTORS.resolve("Some Wire") == "Some Wire"
    assert ACTORS.name("Some Wire") == "Some Wire"
    assert ACTORS.name("rama") == "Edi Rama"
    assert ACTORS.get("rama").of == "gov-alb"
    assert ACTORS.get("nobody") is None
