"""The last word of each side: derived from the entries, never counted."""

# newest entry in either direction, from me, from them; in the order of NEWEST's columns
COLUMNS = ("last_spoke_at", "last_own_at", "last_theirs_at")

NEWEST = """
SELECT max(interaction.at) AS spoke,
       max(CASE WHEN direction = 'outgoing' THEN interaction.at END) AS own,
       max(CASE WHEN direction = 'incoming' THEN interaction.at END) AS theirs
FROM interaction_contact JOIN interaction ON interaction.id = interaction_id
"""

REFRESH = f"""
UPDATE contact
SET last_spoke_at = newest.spoke, last_own_at = newest.own, last_theirs_at = newest.theirs
FROM ({NEWEST} WHERE contact_id = :id) AS newest
WHERE contact.id = :id AND (last_spoke_at IS NOT newest.spoke
    OR last_own_at IS NOT newest.own OR last_theirs_at IS NOT newest.theirs)
"""  # noqa: S608  no value is spliced in: the part is this module's own

COUNT_WRONG = f"""
SELECT count(*) FROM contact LEFT JOIN (
    {NEWEST.replace("SELECT", "SELECT contact_id,", 1)} GROUP BY contact_id
) AS newest ON newest.contact_id = contact.id
WHERE last_spoke_at IS NOT newest.spoke
   OR last_own_at IS NOT newest.own OR last_theirs_at IS NOT newest.theirs
"""  # noqa: S608  as above
