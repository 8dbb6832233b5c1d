#include "cmail.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <gmime/gmime.h>

/* A header longer than this is cut: nothing we look for is so long. */
enum { LONGEST_HEADER = 64 * 1024 };

struct mail_reading {
    GMimeMessage *message;
    GMimeParserOptions *options;
    GArray *parts;
    size_t damages;
    int left, deepest, is_cut;
};

void mail_begin(void) { g_mime_init(); }
void mail_free(char *text) { g_free(text); }

/* ---- Characters ---- */

static const struct { const char *said, *meant; } supersets[] = {
    /* What is called by the older name is written in the newer one, more often than not. */
    {"gb2312", "GB18030"}, {"gb_2312-80", "GB18030"}, {"euc-cn", "GB18030"}, {"gbk", "GB18030"},
    {"x-gbk", "GB18030"}, {"cp936", "GB18030"}, {"gb18030", "GB18030"}, {"chinese", "GB18030"},
    {"big5", "BIG5-HKSCS"}, {"x-x-big5", "BIG5-HKSCS"}, {"cp950", "BIG5-HKSCS"}, {"big5-hkscs", "BIG5-HKSCS"},
    {"iso-8859-1", "CP1252"}, {"latin1", "CP1252"}, {"ks_c_5601-1987", "CP949"}, {"shift_jis", "CP932"},
};

static const char *charset_meant(const char *said) {
    for (size_t i = 0; i < G_N_ELEMENTS(supersets); i++)
        if (!g_ascii_strcasecmp(said, supersets[i].said)) return supersets[i].meant;
    return said;
}

/* NULs are left out: no text of ours holds one. */
static char *without_nul(const char *bytes, size_t length, size_t *kept) {
    char *text = g_malloc(length + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++)
        if (bytes[i]) text[n++] = bytes[i];
    text[n] = 0;
    *kept = n;
    return text;
}

/* What cannot be read becomes U+FFFD, byte by byte. NULL: there is no such charset. */
static char *converted(const char *bytes, size_t length, const char *charset, size_t *size, size_t *damages) {
    iconv_t cd = iconv_open("UTF-8", charset);
    if (cd == (iconv_t)-1) return NULL;
    GString *out = g_string_sized_new(length + length / 2 + 16);
    char *from = (char *)bytes;
    size_t left = length;
    *damages = 0;
    while (left > 0) {
        char room[4096], *to = room;
        size_t free_room = sizeof room;
        size_t code = iconv(cd, &from, &left, &to, &free_room);
        g_string_append_len(out, room, to - room);
        if (code != (size_t)-1 || errno == E2BIG) continue;
        g_string_append(out, "\xEF\xBF\xBD");
        ++*damages;
        iconv(cd, NULL, NULL, NULL, NULL);
        from++;
        left--;
    }
    iconv_close(cd);
    char *text = without_nul(out->str, out->len, size);
    g_string_free(out, TRUE);
    return text;
}

static char *as_utf8(const char *bytes, size_t length, const char *charset, size_t *size, size_t *damages) {
    *damages = 0;
    int says_nothing = !charset || !*charset || !g_ascii_strcasecmp(charset, "us-ascii") ||
                       !g_ascii_strcasecmp(charset, "8bit") || !g_ascii_strcasecmp(charset, "utf-8");
    if (!says_nothing) {
        size_t lost = 0;
        char *text = converted(bytes, length, charset_meant(charset), size, &lost);
        /* A false label on a text that is UTF-8 all through is the label's fault. */
        if (text && (!lost || !g_utf8_validate(bytes, length, NULL))) {
            *damages = lost;
            return text;
        }
        g_free(text);
    }
    size_t kept = 0;
    char *plain = without_nul(bytes, length, &kept);
    if (g_utf8_validate(plain, kept, NULL)) {
        *size = kept;
        return plain;
    }
    size_t lost = 0, guessed_size = 0;
    char *guessed = converted(plain, kept, "GB18030", &guessed_size, &lost);
    if (guessed && (!lost || (charset && g_ascii_strcasecmp(charset, "utf-8")))) {
        g_free(plain);
        *size = guessed_size;
        *damages = lost;
        return guessed;
    }
    g_free(guessed);
    /* UTF-8 with a scratch in it. */
    char *mended = converted(plain, kept, "UTF-8", size, damages);
    g_free(plain);
    return mended;
}

/* ---- Headers ---- */

/* The question mark after a charset's name; NULL where there is no such name. */
static const char *end_of_charset(const char *name) {
    size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:+");
    return length > 0 && length <= 40 && name[length] == '?' ? name + length : NULL;
}

/* `=?charset?B?base64?=` at `word`: its parts, and where it ends; NULL where there is none. */
static const char *base64_word(const char *word, const char **charset, int *charset_length, GByteArray *bytes) {
    const char *second = word[0] == '=' && word[1] == '?' ? end_of_charset(word + 2) : NULL;
    if (!second || (second[1] != 'B' && second[1] != 'b') || second[2] != '?') return NULL;
    const char *end = strstr(second + 3, "?=");
    if (!end) return NULL;
    *charset = word + 2;
    *charset_length = second - word - 2;
    char *text = g_strndup(second + 3, end - second - 3);
    gsize length = 0;
    guchar *decoded = g_base64_decode(text, &length);
    g_byte_array_append(bytes, decoded, length);
    g_free(decoded);
    g_free(text);
    return end + 2;
}

/* Many programs cut a character in two between encoded words: neighbours of one charset become one word. */
static char *joined(const char *line) {
    GString *out = g_string_new(NULL);
    while (*line) {
        GByteArray *bytes = g_byte_array_new();
        const char *charset, *next_charset;
        int length, next_length;
        const char *end = base64_word(line, &charset, &length, bytes);
        while (end) {
            const char *next = end;
            while (*next == ' ') next++;
            guint size = bytes->len;
            const char *next_end = base64_word(next, &next_charset, &next_length, bytes);
            if (!next_end) break;
            if (next_length != length || g_ascii_strncasecmp(charset, next_charset, length)) {
                g_byte_array_set_size(bytes, size);
                break;
            }
            end = next_end;
        }
        if (end) {
            char *text = g_base64_encode(bytes->data, bytes->len);
            g_string_append_printf(out, "=?%.*s?B?%s?=", length, charset, text);
            g_free(text);
            line = end;
        } else {
            g_string_append_c(out, *line++);
        }
        g_byte_array_unref(bytes);
    }
    return g_string_free(out, FALSE);
}

/* One line, no longer than we read, with the charsets that are meant. */
static char *prepared(const char *raw) {
    GString *line = g_string_new(NULL);
    for (const char *c = raw; *c && line->len < LONGEST_HEADER; c++) {
        if (*c == '\r' || *c == '\n') continue;
        g_string_append_c(line, *c == '\t' ? ' ' : *c);
        if (c[0] != '=' || c[1] != '?') continue;
        const char *end = end_of_charset(c + 2);
        if (!end) continue;
        char *said = g_strndup(c + 2, end - c - 2);
        g_string_append_c(line, '?');
        g_string_append(line, charset_meant(said));
        g_free(said);
        c = end - 1;
    }
    char *joint = joined(g_strstrip(line->str));
    g_string_free(line, TRUE);
    return joint;
}

static char *decoded(GMimeParserOptions *options, const char *raw) {
    char *line = prepared(raw);
    char *text = g_mime_utils_header_decode_text(options, line);
    g_free(line);
    char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_free(text);
    return valid;
}

static const char *raw_header(GMimeMessage *message, const char *name) {
    GMimeHeader *header = g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
    /* What is said of the content belongs to the outermost part. */
    GMimeObject *root = g_mime_message_get_mime_part(message);
    if (!header && root) header = g_mime_header_list_get_header(g_mime_object_get_header_list(root), name);
    return header ? g_mime_header_get_raw_value(header) : NULL;
}

char *mail_header(const mail_reading *reading, const char *name) {
    const char *raw = raw_header(reading->message, name);
    return raw ? decoded(reading->options, raw) : NULL;
}

static InternetAddressMailbox *first_mailbox(InternetAddressList *list, int depth) {
    int count = list ? internet_address_list_length(list) : 0;
    for (int i = 0; i < count && i < 100; i++) {
        InternetAddress *entry = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_MAILBOX(entry)) return INTERNET_ADDRESS_MAILBOX(entry);
        if (INTERNET_ADDRESS_IS_GROUP(entry) && depth < 3) {
            InternetAddressGroup *group = INTERNET_ADDRESS_GROUP(entry);
            InternetAddressMailbox *found = first_mailbox(internet_address_group_get_members(group), depth + 1);
            if (found) return found;
        }
    }
    return NULL;
}

static int address_of(
    GMimeParserOptions *options, GMimeMessage *message, const char *name, char **display, char **address
) {
    const char *raw = raw_header(message, name);
    *display = *address = NULL;
    if (!raw) return 0;
    char *line = prepared(raw);
    InternetAddressList *list = internet_address_list_parse(options, line);
    InternetAddressMailbox *found = first_mailbox(list, 0);
    if (found) {
        const char *said = internet_address_get_name(INTERNET_ADDRESS(found));
        const char *at = internet_address_mailbox_get_addr(found);
        *display = g_utf8_make_valid(said ? said : "", -1);
        *address = g_utf8_make_valid(at ? at : "", -1);
    }
    if (list) g_object_unref(list);
    g_free(line);
    return found != NULL;
}

int mail_address(const mail_reading *reading, const char *name, char **display, char **address) {
    return address_of(reading->options, reading->message, name, display, address);
}

long long mail_date(const mail_reading *reading) {
    const char *raw = raw_header(reading->message, "Date");
    GDateTime *date = raw ? g_mime_utils_header_decode_date(raw) : NULL;
    if (!date) return 0;
    long long seconds = g_date_time_to_unix(date);
    g_date_time_unref(date);
    return seconds;
}

/* ---- Parts ---- */

typedef struct {
    int kind;
    char *bytes, *name, *sender;
    size_t length;
} part;

static void keep(mail_reading *reading, part one) { g_array_append_val(reading->parts, one); }

static GByteArray *content(GMimePart *leaf) {
    GByteArray *bytes = g_byte_array_new();
    GMimeDataWrapper *wrapper = g_mime_part_get_content(leaf);
    if (!wrapper) return bytes;
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_mime_data_wrapper_write_to_stream(wrapper, stream);
    g_object_unref(stream);
    return bytes;
}

static int is_attached(GMimeObject *object) {
    const char *disposition = g_mime_object_get_disposition(object);
    return disposition && !g_ascii_strcasecmp(disposition, "attachment");
}

static void read_leaf(mail_reading *reading, GMimePart *leaf, int takes_texts) {
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(leaf));
    const char *sent = g_mime_part_get_filename(leaf);
    /* What became of a letter is told in lines of text (RFC 3464). */
    int is_text = !type || g_mime_content_type_is_type(type, "text", "plain") ||
                  g_mime_content_type_is_type(type, "message", "delivery-status");
    int is_html = type && g_mime_content_type_is_type(type, "text", "html");
    int is_body = (is_text || is_html) && !is_attached(GMIME_OBJECT(leaf)) && !(sent && *sent);
    if (is_body && !takes_texts) return;
    GByteArray *bytes = content(leaf);
    part one = {0};
    if (is_body) {
        size_t damages = 0;
        one.kind = is_html ? MAIL_HTML : MAIL_TEXT;
        const char *charset = type ? g_mime_content_type_get_parameter(type, "charset") : NULL;
        one.bytes = as_utf8((const char *)bytes->data, bytes->len, charset, &one.length, &damages);
        reading->damages += damages;
        g_byte_array_unref(bytes);
    } else {
        one.kind = MAIL_FILE;
        one.length = bytes->len;
        one.bytes = (char *)g_byte_array_free(bytes, FALSE);
        char *name = sent ? prepared(sent) : g_strdup("");
        /* Names are not to be encoded like subjects; many are. */
        one.name = strstr(name, "=?") ? decoded(reading->options, name) : g_utf8_make_valid(name, -1);
        g_free(name);
    }
    keep(reading, one);
}

static void read_object(mail_reading *reading, GMimeObject *object, int depth, int takes_texts);
static void tell_forwarded(mail_reading *reading, GMimeMessage *inner);
static GMimeMessage *parsed(GMimeParserOptions *options, const char *bytes, size_t length, int *is_cut);

/* A report returns the head of the letter it is about (RFC 3462): read like a letter that was passed on. */
static void read_returned(mail_reading *reading, GMimePart *leaf) {
    GByteArray *bytes = content(leaf);
    GMimeMessage *inner = parsed(reading->options, (const char *)bytes->data, bytes->len, &reading->is_cut);
    if (inner) {
        tell_forwarded(reading, inner);
        g_object_unref(inner);
    }
    g_byte_array_unref(bytes);
}

static int says_something(GMimeObject *object) {
    if (!GMIME_IS_PART(object)) return 0;
    GByteArray *bytes = content(GMIME_PART(object));
    int found = 0;
    for (guint i = 0; i < bytes->len && !found; i++) found = !isspace(bytes->data[i]) && bytes->data[i];
    g_byte_array_unref(bytes);
    return found;
}

/* Of the same thing said several times, plain text is read, else what was meant to be the best; files are taken from
   all of them. */
static void read_alternatives(mail_reading *reading, GMimeMultipart *several, int depth, int takes_texts) {
    int count = g_mime_multipart_get_count(several), chosen = -1;
    for (int i = 0; i < count && i < 20; i++) {
        GMimeObject *one = g_mime_multipart_get_part(several, i);
        GMimeContentType *type = g_mime_object_get_content_type(one);
        if (type && g_mime_content_type_is_type(type, "text", "plain") && says_something(one)) {
            chosen = i;
            break;
        }
        if (GMIME_IS_MULTIPART(one) || (type && g_mime_content_type_is_type(type, "text", "html"))) chosen = i;
    }
    for (int i = 0; i < count && !reading->is_cut; i++)
        read_object(reading, g_mime_multipart_get_part(several, i), depth + 1, takes_texts && i == chosen);
}

static void tell_forwarded(mail_reading *reading, GMimeMessage *inner) {
    part one = {.kind = MAIL_FORWARDED};
    const char *subject = raw_header(inner, "Subject");
    char *display = NULL, *address = NULL;
    one.name = subject ? decoded(reading->options, subject) : g_strdup("");
    address_of(reading->options, inner, "From", &display, &address);
    one.sender = g_strdup_printf("%s <%s>", display ? display : "", address ? address : "");
    g_free(display);
    g_free(address);
    const char *identifier = raw_header(inner, "Message-ID");
    one.bytes = identifier ? decoded(reading->options, identifier) : g_strdup("");
    one.length = strlen(one.bytes);
    keep(reading, one);
}

static void read_forwarded(mail_reading *reading, GMimeMessage *inner, int depth, int takes_texts) {
    if (!inner) return;
    tell_forwarded(reading, inner);
    GMimeObject *root = g_mime_message_get_mime_part(inner);
    if (root) read_object(reading, root, depth + 1, takes_texts);
}

static int is_returned_head(GMimeObject *object) {
    GMimeContentType *type = g_mime_object_get_content_type(object);
    return type && g_mime_content_type_is_type(type, "text", "rfc822-headers");
}

static void read_object(mail_reading *reading, GMimeObject *object, int depth, int takes_texts) {
    if (!object) return;
    if (depth > reading->deepest || reading->left <= 0) {
        reading->is_cut = 1;
        return;
    }
    reading->left--;
    if (GMIME_IS_MESSAGE_PART(object)) {
        read_forwarded(reading, g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)), depth, takes_texts);
    } else if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *several = GMIME_MULTIPART(object);
        GMimeContentType *type = g_mime_object_get_content_type(object);
        if (type && g_mime_content_type_is_type(type, "multipart", "alternative")) {
            read_alternatives(reading, several, depth, takes_texts);
            return;
        }
        int count = g_mime_multipart_get_count(several);
        for (int i = 0; i < count && !reading->is_cut; i++)
            read_object(reading, g_mime_multipart_get_part(several, i), depth + 1, takes_texts);
    } else if (GMIME_IS_PART(object) && is_returned_head(object)) {
        read_returned(reading, GMIME_PART(object));
    } else if (GMIME_IS_PART(object)) {
        read_leaf(reading, GMIME_PART(object), takes_texts);
    }
}

/* GMime follows groups within groups of addresses by recursion: a head full of colons would use up the stack. No address
   header is longer than this, wherever in the letter it stands; what is behind it is left out. What is certainly text is
   left as it is; where a text may be taken for the head of a part, what is left out is said. */
enum { LONGEST_ADDRESSES = 2000 };

static int begins_addresses(const char *line, size_t length) {
    static const char *names[] = {"from", "sender", "reply-to", "to", "cc", "bcc"};
    if (length > 7 && !g_ascii_strncasecmp(line, "resent-", 7)) return 1;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        size_t n = strlen(names[i]);
        if (length <= n || g_ascii_strncasecmp(line, names[i], n)) continue;
        while (n < length && (line[n] == ' ' || line[n] == '\t')) n++;
        if (n < length && line[n] == ':') return 1;
    }
    return 0;
}

enum { IS_HEAD, MAY_BE_HEAD, IS_TEXT };
enum { NO_TYPE, TYPE_OF_TEXT, TYPE_OF_LETTER };

static int holds(const char *line, size_t length, const char *word) {
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= length; i++)
        if (!g_ascii_strncasecmp(line + i, word, n)) return 1;
    return 0;
}

/* What a line of a head says of the content: once a letter, always a letter. */
static int type_said(const char *line, size_t length, int before) {
    static const char *plain[] = {"text/", "multipart/", "image/", "audio/", "video/", "application/"};
    if (before == TYPE_OF_LETTER || holds(line, length, "message")) return TYPE_OF_LETTER;
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
        if (holds(line, length, plain[i])) return TYPE_OF_TEXT;
    return before;
}

static GByteArray *with_short_addresses(const char *bytes, size_t length, int *is_cut) {
    GByteArray *kept = g_byte_array_sized_new(length);
    size_t used = 0;
    int is_addresses = 0, is_type = 0, where = IS_HEAD, type = NO_TYPE;
    for (size_t at = 0; at < length;) {
        const char *end = memchr(bytes + at, '\n', length - at);
        size_t line = end ? (size_t)(end - bytes - at) + 1 : length - at;
        int is_folded = bytes[at] == ' ' || bytes[at] == '\t';
        int is_blank = bytes[at] == '\n' || (bytes[at] == '\r' && line == 2 && end);
        if (line > 2 && bytes[at] == '-' && bytes[at + 1] == '-') {
            where = MAY_BE_HEAD;
            type = NO_TYPE;
            is_addresses = is_type = 0;
        } else if (where == IS_TEXT) {
            is_addresses = is_type = 0;
        } else if (is_blank) {
            where = type == TYPE_OF_LETTER ? IS_HEAD : type == NO_TYPE ? MAY_BE_HEAD : IS_TEXT;
            type = NO_TYPE;
            is_addresses = is_type = 0;
        } else if (!is_folded) {
            is_addresses = begins_addresses(bytes + at, line);
            is_type = line > 12 && !g_ascii_strncasecmp(bytes + at, "content-type", 12);
            used = 0;
        }
        if (is_type) type = type_said(bytes + at, line, type);
        size_t room = is_addresses ? LONGEST_ADDRESSES - used : line;
        size_t taken = line < room ? line : room;
        g_byte_array_append(kept, (const guint8 *)bytes + at, taken);
        if (taken < line && taken > 0) g_byte_array_append(kept, (const guint8 *)"\r\n", 2);
        if (taken < line && where == MAY_BE_HEAD) *is_cut = 1;
        used += taken;
        at += line;
    }
    return kept;
}

static GMimeMessage *parsed(GMimeParserOptions *options, const char *bytes, size_t length, int *is_cut) {
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(with_short_addresses(bytes, length, is_cut));
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_persist_stream(parser, FALSE);
    GMimeMessage *message = g_mime_parser_construct_message(parser, options);
    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

mail_reading *mail_read(const char *bytes, size_t length, int most_parts, int deepest) {
    static const char *fallbacks[] = {"utf-8", "gb18030", "iso-8859-1", NULL};
    GMimeParserOptions *options = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(options, fallbacks);
    g_mime_parser_options_set_address_compliance_mode(options, GMIME_RFC_COMPLIANCE_LOOSE);
    g_mime_parser_options_set_rfc2047_compliance_mode(options, GMIME_RFC_COMPLIANCE_LOOSE);
    int is_cut = 0;
    GMimeMessage *message = parsed(options, bytes, length, &is_cut);
    if (!message) {
        g_mime_parser_options_free(options);
        return NULL;
    }
    mail_reading *reading = g_new0(mail_reading, 1);
    reading->message = message;
    reading->options = options;
    reading->parts = g_array_new(FALSE, TRUE, sizeof(part));
    reading->left = most_parts;
    reading->deepest = deepest;
    reading->is_cut = is_cut;
    read_object(reading, g_mime_message_get_mime_part(message), 0, 1);
    return reading;
}

void mail_reading_free(mail_reading *reading) {
    for (guint i = 0; i < reading->parts->len; i++) {
        part *one = &g_array_index(reading->parts, part, i);
        g_free(one->bytes);
        g_free(one->name);
        g_free(one->sender);
    }
    g_array_free(reading->parts, TRUE);
    g_object_unref(reading->message);
    g_mime_parser_options_free(reading->options);
    g_free(reading);
}

int mail_is_cut(const mail_reading *reading) { return reading->is_cut; }
size_t mail_damages(const mail_reading *reading) { return reading->damages; }
size_t mail_part_count(const mail_reading *reading) { return reading->parts->len; }

mail_part mail_part_at(const mail_reading *reading, size_t index) {
    const part *one = &g_array_index(reading->parts, part, index);
    mail_part shown = {one->kind, one->bytes, one->length, one->name, one->sender};
    return shown;
}

/* ---- Writing ---- */

static void set(GMimeMessage *message, const char *name, const char *value) {
    if (value && *value) g_mime_object_set_header(GMIME_OBJECT(message), name, value, "utf-8");
}

/* A subject in which `=?` was typed: all of it in encoded words of ours, since GMime's leave that as it is, and every reader
   then takes it for the beginning of a word. */
static void set_marked_subject(GMimeMessage *message, const char *subject) {
    GString *raw = g_string_new(NULL);
    while (*subject) {
        size_t length = strlen(subject);
        if (length > 42) {
            length = 42;
            while ((subject[length] & 0xC0) == 0x80) length--;
        }
        char *word = g_base64_encode((const guchar *)subject, length);
        g_string_append_printf(raw, " =?utf-8?B?%s?=\n", word);
        g_free(word);
        subject += length;
    }
    g_mime_object_set_header(GMIME_OBJECT(message), "Subject", "-", "utf-8");
    GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(message));
    g_mime_header_set_raw_value(g_mime_header_list_get_header(list, "Subject"), raw->str);
    g_string_free(raw, TRUE);
}

char *mail_write(const mail_writing *writing, size_t *length) {
    GMimeMessage *message = g_mime_message_new(TRUE);
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, writing->from_name, writing->from);
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, writing->to_name, writing->to);
    if (strstr(writing->subject, "=?")) set_marked_subject(message, writing->subject);
    else g_mime_message_set_subject(message, writing->subject, "utf-8");
    GDateTime *date = g_date_time_new_from_unix_utc(writing->seconds);
    if (date) g_mime_message_set_date(message, date);
    if (date) g_date_time_unref(date);
    g_mime_message_set_message_id(message, writing->message_id);
    set(message, "In-Reply-To", writing->in_reply_to);
    set(message, "References", writing->references);
    set(message, "Auto-Submitted", writing->automatic);
    GMimeTextPart *text = g_mime_text_part_new_with_subtype("plain");
    g_mime_text_part_set_charset(text, "utf-8");
    g_mime_text_part_set_text(text, writing->text);
    g_mime_part_set_content_encoding(GMIME_PART(text), GMIME_CONTENT_ENCODING_BASE64);
    g_mime_message_set_mime_part(message, GMIME_OBJECT(text));
    g_object_unref(text);
    GMimeFormatOptions *format = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    GByteArray *bytes = g_byte_array_new();
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    ssize_t written = g_mime_object_write_to_stream(GMIME_OBJECT(message), format, stream);
    g_object_unref(stream);
    g_mime_format_options_free(format);
    g_object_unref(message);
    if (written < 0) {
        g_byte_array_unref(bytes);
        return NULL;
    }
    *length = bytes->len;
    return (char *)g_byte_array_free(bytes, FALSE);
}
