#ifndef CMAIL_H
#define CMAIL_H

#include <stddef.h>

/* Letters by GMime: read into texts and files, and written from them. All texts that come out are UTF-8, and may hold any
   character a sender put there, but no NUL. A reading is used on one thread at a time. */

typedef struct mail_reading mail_reading;

enum { MAIL_TEXT = 0, MAIL_HTML = 1, MAIL_FILE = 2, MAIL_FORWARDED = 3 };

typedef struct {
    int kind;
    /* Texts: as UTF-8. Files: as sent, decoded from base64 and the like. Forwarded letters: their
       identifier, as it stands in their head. */
    const char *bytes;
    size_t length;
    /* Files: the name that was sent. Forwarded letters: their subject. */
    const char *name;
    /* Forwarded letters: who wrote them. */
    const char *sender;
} mail_part;

/* Once in the life of the process, before any other call. */
void mail_begin(void);

/* NULL: no letter can be made out in these bytes. No more than `most_parts` parts are looked at, no deeper than
   `deepest` levels; `mail_is_cut` says whether there was more. */
mail_reading *mail_read(const char *bytes, size_t length, int most_parts, int deepest);
void mail_reading_free(mail_reading *reading);
int mail_is_cut(const mail_reading *reading);
/* Characters that could not be read. */
size_t mail_damages(const mail_reading *reading);
size_t mail_part_count(const mail_reading *reading);
mail_part mail_part_at(const mail_reading *reading, size_t index);

/* The first header of this name, decoded and in one line; NULL where there is none. Free with `mail_free`. */
char *mail_header(const mail_reading *reading, const char *name);
/* The first mailbox of an address header: 0 where there is none. Both are to be freed. */
int mail_address(const mail_reading *reading, const char *name, char **display, char **address);
/* Seconds since 1970 of the header Date; 0 where it says nothing readable. */
long long mail_date(const mail_reading *reading);

/* A letter of one text. Empty texts are left out. `automatic` is the value of Auto-Submitted. NULL: it cannot be
   written. Free with `mail_free`. */
typedef struct {
    const char *from_name, *from, *to_name, *to, *subject, *text, *message_id, *in_reply_to, *references, *automatic;
    long long seconds;
} mail_writing;
char *mail_write(const mail_writing *writing, size_t *length);

void mail_free(char *text);

#endif
