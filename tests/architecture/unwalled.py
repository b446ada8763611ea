"""The one list of tables without row-level security, each with its reason."""

UNWALLED = {
    "auth_group": "Django's groups stay empty: roles are dated rows of organisations",
    "auth_group_permissions": "Django's groups stay empty: roles are dated rows of organisations",
    "auth_permission": "names of Django's permissions, the same in every install",
    "directives_pace": "how often codes were guessed wrong, by a keyed hash, before anybody is known",
    "django_content_type": "names of models, the same in every install",
    "django_migrations": "which migrations ran; belongs to no organisation",
    "django_session": "read before anybody is known; found by an unguessable key only",
    "incidents_target": "how soon each class of line must be mended: every enterprise and site must know it",
    "ledger_realitymark": "one word about the whole database: real, or an exercise",
    "organisations_area": "the public outline of the province, from public sources",
    "organisations_competence": "which authority may ask for what: every enterprise checks a request against it",
    "organisations_organisation": "the directory of official names; rules bind and reports name all of them",
    "organisations_site": "priority sites belong to the directory: every enterprise must know which lines come first",
    "organisations_siteclass": "why a priority site comes first, and from when until when; part of the directory",
    "organisations_succession": "which organisation carries on another's duties; part of the public directory",
    "organisations_workingday": "official days off and worked, the same for every organisation of the install",
    "procrastinate_events": "the queue's own history: job numbers and times, no content",
    "procrastinate_jobs": "the queue holds row numbers alone; what they mean is read behind the walls",
    "procrastinate_periodic_defers": "which tick was already queued; belongs to no organisation",
    "procrastinate_workers": "which worker still lives; belongs to no organisation",
}
