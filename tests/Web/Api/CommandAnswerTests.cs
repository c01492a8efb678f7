using Microsoft.AspNetCore.Http.HttpResults;
using Strikeboard.Model;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Tests.Api;

public sealed class CommandAnswerTests
{
    [Theory]
    [InlineData(CommandVerdict.Conflict, 409)]
    [InlineData(CommandVerdict.Invalid, 422)]
    [InlineData(CommandVerdict.Forbidden, 403)]
    [InlineData(CommandVerdict.NotFound, 404)]
    [InlineData(CommandVerdict.Unavailable, 503)]
    public void Answer_Refusal_BecomesAProblemWithItsCodeAndFacts(CommandVerdict verdict, int status)
    {
        var outcome = new CommandOutcome
        {
            CommandId = Guid.NewGuid(),
            Verdict = verdict,
            Message = "no",
            Refusal = new Refusal("because", "It is so.").With("state", "stopping"),
        };

        var problem = Assert.IsType<ProblemHttpResult>(CommandCalls.Answer(outcome));

        var facts = (IReadOnlyDictionary<string, string>)problem.ProblemDetails.Extensions["facts"]!;
        Assert.Equal(
            (status, "because", "It is so."),
            (problem.StatusCode, problem.ProblemDetails.Extensions["code"], problem.ProblemDetails.Detail)
        );
        Assert.Equal("stopping", facts["state"]);
        Assert.Equal(outcome.CommandId.ToString("D"), facts["commandId"]);
    }

    [Fact]
    public void Answer_Done_IsOkWithTheCommandsId()
    {
        var outcome = new CommandOutcome
        {
            CommandId = Guid.NewGuid(),
            Verdict = CommandVerdict.Done,
            Message = "started",
        };

        var answer = Assert.IsType<Ok<CommandAnswer>>(CommandCalls.Answer(outcome)).Value!;

        Assert.Equal((outcome.CommandId, "started", "done"), (answer.CommandId, answer.Message, answer.Status));
    }
}
