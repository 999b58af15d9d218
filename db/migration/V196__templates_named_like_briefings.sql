-- A template goes by the title of the commission that is kept, and a title may have 300 characters.
alter table briefing_template drop constraint briefing_template_name_check;
alter table briefing_template add constraint briefing_template_name_check check (length(trim(name)) between 1 and 300);
