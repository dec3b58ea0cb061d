-- Whether files were asked for whole, and what an estimate was multiplied with by the calibration:
-- the next calibration learns from what was there before it.

alter table calls add column writing text not null default 'EDITS';
alter table calls add column calibrated_by text not null default '1.0';
