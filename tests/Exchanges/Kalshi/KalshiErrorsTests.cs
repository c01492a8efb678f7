using Strikeboard.Exchanges.Kalshi;

namespace Strikeboard.Exchanges.Tests.Kalshi;

public sealed class KalshiErrorsTests
{
    [Theory]
    [InlineData(
        401,
        """{"error":{"code":"authentication_error","message":"no","details":"INCORRECT_API_KEY_SIGNATURE"}}""",
        "authentication_error",
        "no (INCORRECT_API_KEY_SIGNATURE)",
        false
    )]
    [InlineData(
        401,
        """{"error":{"code":"header_timestamp_expired","message":"late"}}""",
        "header_timestamp_expired",
        "late",
        true
    )]
    [InlineData(
        400,
        """{"code":"bad_request","message":"bad","details":"count"}""",
        "bad_request",
        "bad (count)",
        false
    )]
    [InlineData(400, """{"msg":"limit too large"}""", "", "limit too large", false)]
    [InlineData(429, """{"error":"too many requests"}""", "too_many_requests", "too many requests", true)]
    [InlineData(503, "<html>", "", "", true)]
    [InlineData(500, "[1]", "", "", true)]
    [InlineData(500, """{"error":7}""", "", "", true)]
    [InlineData(404, "", "", "", false)]
    public void Error_InEachShape_IsUnderstood(int status, string body, string code, string message, bool transient)
    {
        var error = KalshiErrors.Parse(status, body);
        Assert.Equal((status, code, message, transient), (error.Status, error.Code, error.Message, error.IsTransient));
    }
}
