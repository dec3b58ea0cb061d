-- What a call was made for, and by which hash its text is kept: of an audit there are no units.

alter table calls add column purpose text not null default 'BUILD';
alter table calls add column reply_sha256 text;
