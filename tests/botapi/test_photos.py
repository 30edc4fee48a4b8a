"""Photos and documents: uploaded, by address or by file id; what is no picture is refused."""

import struct

import pytest
from telegram import Bot
from telegram.error import BadRequest

from tests.botapi import BotApi, Person
from tests.botapi.conftest import Wire
from tests.botapi.drawn import png

POSTER = "https://image.example.org/p/heat.jpg"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08"
    + struct.pack(">HH", 750, 500)
    + b"\x03"
    + b"\0" * 9
)


async def test_a_photo_is_uploaded_and_sent_again_by_its_id(ann: Person, bot: Bot) -> None:
    sent = await bot.send_photo(ann.chat.id, png(20, 30), "Heat")
    (photo,) = sent.photo
    assert (photo.width, photo.height, photo.file_size) == (20, 30, len(png(20, 30)))
    again = await bot.send_photo(ann.chat.id, photo.file_id)
    assert again.photo == sent.photo
    assert again.caption is None


async def test_a_jpeg_is_measured(ann: Person, bot: Bot) -> None:
    (photo,) = (await bot.send_photo(ann.chat.id, JPEG)).photo
    assert (photo.width, photo.height) == (500, 750)


async def test_a_photo_by_address(api: BotApi, ann: Person, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Failed to get http url content"):
        await bot.send_photo(ann.chat.id, POSTER)
    api.web(POSTER, png(500, 750))
    first = await bot.send_photo(ann.chat.id, POSTER)
    assert first.photo == (await bot.send_photo(ann.chat.id, POSTER)).photo
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_photo(ann.chat.id, "https://nowhere")


async def test_a_page_where_a_photo_should_be(api: BotApi, ann: Person, bot: Bot) -> None:
    api.web(POSTER, b"<html>not found</html>")
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ann.chat.id, POSTER)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no picture", "Image_process_failed"),
        (b"\x89PNG\r\n\x1a\n", "Image_process_failed"),
        (png(6000, 4001), "Photo_invalid_dimensions"),
        (png(2, 41), "Photo_invalid_dimensions"),
        (png(2, 2) + b"\0" * 10 * 1024 * 1024, "File is too big"),
        (b"", "File must be non-empty"),
    ],
    ids=["text", "broken", "large", "narrow", "heavy", "empty"],
)
async def test_a_photo_that_is_refused(ann: Person, bot: Bot, content: bytes, why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        await bot.send_photo(ann.chat.id, content)


async def test_a_file_id_nobody_gave_out(wire: Wire, ann: Person) -> None:
    refused = await wire.refusal("sendPhoto", chat_id=ann.chat.id, photo="AgACAgQAAxk")
    assert refused.startswith("400 Bad Request: wrong remote file identifier specified")
    assert (
        await wire.refusal("sendPhoto", chat_id=ann.chat.id)
        == "400 Bad Request: there is no photo in the request"
    )
    assert await wire.refusal("getFile", file_id="x") == "400 Bad Request: invalid file_id"


async def test_a_caption_of_1024_units_is_the_longest(ann: Person, bot: Bot) -> None:
    await bot.send_photo(ann.chat.id, png(2, 2), f"<b>{'😀' * 512}</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(ann.chat.id, png(2, 2), "😀" * 513)


async def test_a_document(ann: Person, bot: Bot) -> None:
    await bot.send_document(
        ann.chat.id, b"title,year\r\n", caption="Your marks", filename="marks.csv"
    )
    post = await ann.sees("Your marks", photo=False)
    assert post.fields["document"]["file_name"] == "marks.csv"
    file = await bot.get_file(post.fields["document"]["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"title,year\r\n"
