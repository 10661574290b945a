from .preflight import prove as prove_press
