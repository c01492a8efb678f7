using Strikeboard.Vectors;

namespace Strikeboard.Quant.Tests.Vectors;

public sealed class VectorCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Command_RightVector_ExitsZero()
    {
        var (code, output) = Run(Vector("num.digamma", """{"x": 1}""", """{"psi": -0.5772156649015329}"""));

        Assert.Equal(VectorCommand.Passed, code);
        Assert.Contains("1 passed, 0 failed, 0 absent", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Command_WrongVector_IsReportedWithKeyAndBothValues()
    {
        var (code, output) = Run(Vector("num.digamma", """{"x": 1}""", """{"psi": -0.57721567}"""));

        Assert.Equal(VectorCommand.Failed, code);
        Assert.Matches(@"V-01\s+psi: got -0\.577215664901\d+, expected -0\.57721567", output);
        Assert.Contains("0 passed, 1 failed", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ops.uptime", """{"seconds": 1}""", """{"text": "0h 0m 2s"}""")]
    [InlineData("num.shuffle", """{"seed": 42, "n": 2}""", """{"result": [1]}""")]
    [InlineData("num.shuffle", """{"seed": 42, "n": 1}""", """{"result": [0.0000000001]}""")]
    [InlineData("price.one_minute_avg", """{"now": 10, "rows": []}""", """{"avg": 0, "count": 0}""")]
    [InlineData("ops.uptime", """{"seconds": 1}""", """{"words": "0h 0m 1s"}""")]
    [InlineData("ops.uptime", """{"seconds": -1}""", """{"text": "0h 0m 1s"}""")]
    [InlineData("ops.uptime", "{}", """{"text": "0h 0m 1s"}""")]
    public void Command_DifferingTextLengthNumberNullKeyOrRefusal_Fails(string model, string inputs, string expected)
    {
        var (code, _) = Run(Vector(model, inputs, expected));

        Assert.Equal(VectorCommand.Failed, code);
    }

    [Fact]
    public void Command_ExpectedNull_PassesOnlyForNull()
    {
        var vector = Vector("price.one_minute_avg", """{"now": 10, "rows": []}""", """{"avg": null, "count": 0}""");

        Assert.Equal(VectorCommand.Passed, Run(vector).Code);
    }

    [Fact]
    public void Command_AbsentModel_ExitsNonZeroUnlessAllowed()
    {
        var vector = Vector("no.such_model", "{}", """{"x": 1}""");

        Assert.Equal(VectorCommand.Failed, Run(vector).Code);
        Assert.Equal(VectorCommand.Passed, Run(vector, "--allow-absent").Code);
    }

    [Fact]
    public void Command_ModelThatThrows_DoesNotHideTheNext()
    {
        var bad = Case("V-01", "ops.uptime", """{"seconds": "many"}""", """{"text": ""}""");
        var good = Case("V-02", "ops.uptime", """{"seconds": 1}""", """{"text": "0h 0m 1s"}""");

        var (code, output) = Run($$"""{"vectors": [{{bad}}, {{good}}]}""");

        Assert.Equal(VectorCommand.Failed, code);
        Assert.Contains("1 passed, 1 failed", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"vectors": {}}""")]
    [InlineData("""{"vectors": []}""")]
    [InlineData("""{"vectors": [3]}""")]
    [InlineData("""{"vectors": [{"id": "a"}]}""")]
    [InlineData("""{"vectors": [{"id": "a", "model": "m", "inputs": {}}]}""")]
    [InlineData("""{"vectors": [{"id": "a", "model": "m", "inputs": {}, "expected": {}, "tolerance": "x"}]}""")]
    public void Command_MalformedFile_ExitsTwoWithASentence(string content)
    {
        var (code, output) = Run(content);

        Assert.Equal(VectorCommand.Unusable, code);
        Assert.Contains(_file, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Command_MissingFileOrArgument_ExitsTwo()
    {
        var errors = new StringWriter();

        Assert.Equal(VectorCommand.Unusable, VectorCommand.Run([_file + ".none"], TextWriter.Null, errors));
        Assert.Equal(VectorCommand.Unusable, VectorCommand.Run([], TextWriter.Null, errors));
        Assert.Equal(VectorCommand.Unusable, VectorCommand.Run([_file, "--other"], TextWriter.Null, errors));
    }

    private (int Code, string Output) Run(string content, params string[] options)
    {
        File.WriteAllText(_file, content);
        var output = new StringWriter();
        var code = VectorCommand.Run([_file, .. options], output, output);
        return (code, output.ToString());
    }

    private static string Vector(string model, string inputs, string expected) =>
        $$"""{"vectors": [{{Case("V-01", model, inputs, expected)}}]}""";

    private static string Case(string id, string model, string inputs, string expected) =>
        $$"""{"id": "{{id}}", "model": "{{model}}", "inputs": {{inputs}}, "expected": {{expected}}}""";
}
