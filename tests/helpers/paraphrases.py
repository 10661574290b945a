"""Sixty findings of invented cities, each as two editions of a profile might put it; and one by one, what is alike."""

from __future__ import annotations

ENGLISH = (
    (
        "The municipal clinics of Vila Aurora treat all residents free of charge, whatever their papers say.",
        "Residents of Vila Aurora are treated free of charge in the municipal clinics, whatever papers they hold.",
    ),
    (
        "School places are kept for children who arrive during the year, under an ordinance of 2019.",
        "Under the ordinance of 2019 schools keep places for children arriving during the year.",
    ),
    (
        "The Harbour Housing Fund has no line for families who came within the last twelve months.",
        "Families who arrived within the last twelve months have no line of their own in the Harbour Housing Fund.",
    ),
    (
        "The Office of Arrivals coordinates five departments through a monthly round table.",
        "Five departments are coordinated by the Office of Arrivals, which holds a round table every month.",
    ),
    (
        "No strategy on migration has been adopted by the council of Vila Aurora.",
        "The council of Vila Aurora has not adopted a strategy on migration.",
    ),
    (
        "Civil servants receive a two-day course on cultural mediation once a year.",
        "Staff of the city take a yearly course on cultural mediation that lasts two days.",
    ),
    (
        "Data on residents born abroad are published by the Statistics Desk every quarter.",
        "Four times a year the Statistics Desk publishes figures on residents who were born abroad.",
    ),
    (
        "The city belongs to the Network of River Towns, in which mayors exchange practice on reception.",
        "As a member of the Network of River Towns the city exchanges practice on reception with other mayors.",
    ),
    (
        "An agreement with the University of Monte Alto gives newcomers access to evening lectures.",
        "The University of Monte Alto has agreed to open its evening lectures to people who have just arrived.",
    ),
    (
        "Diaspora associations are consulted ad hoc when the budget is drawn up.",
        "When it draws up the budget the city consults diaspora associations, but only ad hoc.",
    ),
    (
        "The Job Lighthouse advises migrants on the recognition of foreign diplomas.",
        "Migrants are advised on the recognition of their foreign diplomas by the Job Lighthouse.",
    ),
    (
        "Domestic workers are covered by a campaign on fair contracts that the labour desk ran in 2020.",
        "In 2020 the labour desk ran a campaign on fair contracts that covers domestic workers.",
    ),
    (
        "Fees for sending remittances are not compared by any public service.",
        "No public service compares the fees that are charged for sending remittances.",
    ),
    (
        "The flood plan of 2018 names shelters for people who do not speak the official language.",
        "Shelters for people who do not speak the official language are named in the flood plan of 2018.",
    ),
    (
        "Warnings of storms are sent by text message in four languages.",
        "Residents are warned of storms in four languages, on their phones.",
    ),
    (
        "The heat plan does not mention seasonal workers in the fields around the city.",
        "Seasonal workers in the fields around the city are not mentioned in the heat plan.",
    ),
    (
        "Consulates of seven countries take part in the crisis drill each spring.",
        "Each spring the crisis drill is held with the consulates of seven countries.",
    ),
    (
        "Police officers are trained to recognize victims of trafficking in persons.",
        "Officers of the police take part in training on how to recognize victims of trafficking in persons.",
    ),
    (
        "A shelter for unaccompanied minors was opened by the Lantern Foundation in 2017.",
        "In 2017 the Lantern Foundation opened a shelter for minors who are unaccompanied.",
    ),
    (
        "Returning citizens get no help with finding a home or a school.",
        "There is no programme that helps citizens who return to find a home or a school.",
    ),
)

SPANISH = (
    (
        "Las clínicas municipales de Puerto Sereno atienden gratuitamente a toda la población, sin exigir documentos.",
        "La atención en las clínicas municipales de Puerto Sereno es gratuita para toda la población, sin documentos.",
    ),
    (
        "La Ordenanza 12 de 2018 reserva plazas escolares para la niñez que llega a mitad de curso.",
        "Para la niñez que llega a mitad de curso se reservan plazas escolares, según la Ordenanza 12 de 2018.",
    ),
    (
        "El Fondo de Vivienda Faro no contempla a los hogares recién llegados.",
        "Los hogares recién llegados no están contemplados en el Fondo de Vivienda Faro.",
    ),
    (
        "La Oficina de Llegadas coordina cinco secretarías mediante una mesa mensual.",
        "Mediante una mesa mensual, cinco secretarías son coordinadas por la Oficina de Llegadas.",
    ),
    (
        "El concejo no ha aprobado ninguna estrategia migratoria local.",
        "Sigue sin existir una estrategia local sobre migración que el concejo haya aprobado.",
    ),
    (
        "El personal municipal recibe cada año un curso de mediación intercultural de dos días.",
        "Cada año se imparte al personal municipal un curso de dos días sobre mediación intercultural.",
    ),
    (
        "El Observatorio del Río publica cada trimestre datos sobre la población nacida en el extranjero.",
        "El Observatorio del Río publica cuatro veces al año cifras de residentes nacidos en el extranjero.",
    ),
    (
        "La ciudad integra la Red de Municipios del Delta, en la que intercambia experiencias de acogida.",
        "En la Red de Municipios del Delta, que la ciudad integra, se intercambian experiencias de acogida.",
    ),
    (
        "Un convenio con la Universidad de Monte Alto abre sus clases nocturnas a personas recién llegadas.",
        "Las clases nocturnas de la Universidad de Monte Alto se abren, por convenio, a personas recién llegadas.",
    ),
    (
        "Las asociaciones de la diáspora son consultadas de manera ad hoc al elaborar el presupuesto.",
        "Al elaborar el presupuesto se consulta a las asociaciones de la diáspora, pero de manera ad hoc.",
    ),
    (
        "La Casa del Empleo orienta sobre el reconocimiento de títulos obtenidos en otros países.",
        "Sobre el reconocimiento de títulos obtenidos en otros países orienta la Casa del Empleo.",
    ),
    (
        "Una campaña de 2020 sobre contratos justos alcanza a las trabajadoras del hogar.",
        "La campaña por contratos justos, de 2020, se dirige también a quienes trabajan en hogares.",
    ),
    (
        "Ningún servicio público compara las comisiones por el envío de remesas.",
        "Las comisiones por el envío de remesas no son comparadas por ningún servicio público.",
    ),
    (
        "El plan de inundaciones de 2017 señala albergues para quienes no hablan el idioma oficial.",
        "Para quienes no hablan el idioma oficial, el plan de inundaciones de 2017 señala albergues.",
    ),
    (
        "Las alertas de tormenta se envían por mensaje de texto en cuatro idiomas.",
        "La población recibe en el teléfono alertas de tormenta en cuatro idiomas.",
    ),
    (
        "El plan contra el calor no menciona a los jornaleros de las fincas cercanas.",
        "Los jornaleros de las fincas cercanas no se mencionan en el plan contra el calor.",
    ),
    (
        "Siete consulados participan cada primavera en el simulacro de crisis.",
        "En el simulacro de crisis de cada primavera participan siete consulados.",
    ),
    (
        "La policía municipal recibe formación para identificar a víctimas de trata de personas.",
        "Para identificar a víctimas de trata de personas, la policía municipal recibe formación.",
    ),
    (
        "La Fundación Candil abrió en 2016 un hogar para menores no acompañados.",
        "En 2016 se abrió un hogar para menores no acompañados, a cargo de la Fundación Candil.",
    ),
    (
        "Quienes retornan no reciben ayuda para encontrar vivienda ni escuela.",
        "No hay programa que ayude a las personas retornadas a encontrar vivienda o escuela.",
    ),
)

FRENCH = (
    (
        "Les dispensaires municipaux de Rivebelle soignent gratuitement toute la population, sans exiger de papiers.",
        "Toute la population est soignée gratuitement dans les dispensaires municipaux de Rivebelle, sans papiers.",
    ),
    (
        "Un arrêté de 2019 réserve des places à l'école aux enfants arrivés en cours d'année.",
        "Des places à l'école sont réservées, par un arrêté de 2019, aux enfants arrivés en cours d'année.",
    ),
    (
        "Le Fonds logement du Phare ne prévoit rien pour les ménages récemment arrivés.",
        "Rien n'est prévu par le Fonds logement du Phare pour les ménages récemment arrivés.",
    ),
    (
        "Le Bureau des arrivées coordonne cinq services au moyen d'une table ronde mensuelle.",
        "Cinq services sont coordonnés par le Bureau des arrivées lors d'une table ronde mensuelle.",
    ),
    (
        "Le conseil municipal n'a adopté aucune stratégie migratoire.",
        "Aucune stratégie migratoire n'a été adoptée par le conseil municipal.",
    ),
    (
        "Le personnel communal suit chaque année deux jours de formation à la médiation interculturelle.",
        "Chaque année, deux jours de formation à la médiation interculturelle sont offerts au personnel communal.",
    ),
    (
        "L'Observatoire du fleuve publie chaque trimestre des données sur les personnes nées à l'étranger.",
        "L'Observatoire du fleuve fait connaître quatre fois par an des chiffres sur les habitants nés à l'étranger.",
    ),
    (
        "La ville appartient au Réseau des villes du delta, où elle échange des pratiques d'accueil.",
        "Dans le Réseau des villes du delta, auquel la ville appartient, s'échangent des pratiques d'accueil.",
    ),
    (
        "Un accord avec l'Université de Hautmont ouvre ses cours du soir aux nouveaux habitants.",
        "Les cours du soir de l'Université de Hautmont sont ouverts, par accord, aux nouveaux habitants.",
    ),
    (
        "Les associations de la diaspora sont consultées ponctuellement lors de la préparation du budget.",
        "Lors de la préparation du budget, la consultation des associations de la diaspora reste ponctuelle.",
    ),
    (
        "La Maison de l'emploi conseille sur la reconnaissance des diplômes étrangers.",
        "Des conseils sur la reconnaissance des diplômes étrangers sont donnés par la Maison de l'emploi.",
    ),
    (
        "Une campagne de 2020 sur les contrats équitables s'adresse aux employées de maison.",
        "La campagne pour des contrats équitables, lancée en 2020, touche aussi les employées de maison.",
    ),
    (
        "Aucun service public ne compare les frais d'envoi de fonds.",
        "Les frais d'envoi de fonds ne sont comparés par aucun service public.",
    ),
    (
        "Le plan d'inondation de 2018 désigne des abris pour qui ne parle pas la langue officielle.",
        "Des abris pour qui ne parle pas la langue officielle sont désignés dans le plan d'inondation de 2018.",
    ),
    (
        "Les alertes à la tempête sont envoyées par message texte en quatre langues.",
        "La population reçoit en quatre langues, sur son téléphone, les alertes à la tempête.",
    ),
    (
        "Le plan canicule ne mentionne pas les saisonniers des champs voisins.",
        "Les saisonniers des champs voisins ne sont pas mentionnés dans le plan canicule.",
    ),
    (
        "Sept consulats participent chaque printemps à l'exercice de crise.",
        "À l'exercice de crise de chaque printemps participent sept consulats.",
    ),
    (
        "La police est formée à reconnaître les victimes de la traite des personnes.",
        "Les agents de police apprennent à repérer les victimes de la traite des personnes.",
    ),
    (
        "La Fondation Lanterne a ouvert en 2017 un foyer pour mineurs non accompagnés.",
        "En 2017, un foyer pour mineurs non accompagnés a été ouvert par la Fondation Lanterne.",
    ),
    (
        "Les personnes qui reviennent ne sont pas aidées à trouver un logement ou une école.",
        "Il n'existe pas de programme qui aide les personnes de retour à trouver un logement ou une école.",
    ),
)

PARAPHRASES = {"en": ENGLISH, "es": SPANISH, "fr": FRENCH}
"""Language → pairs of sentences that say the same."""
