"""Views over LinkedIn's tables, for models that were written for another vendor.

The public dbt packages `fivetran/dbt_linkedin_pages` and `fivetran/dbt_linkedin` read tables of
Fivetran's connectors. The views have their names and columns, so that the packages run unchanged.
"""
