using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

/// <summary>tools/test against result files of the exact shape that dotnet test writes.</summary>
public sealed class TestRunnerTests : IDisposable
{
    private const string Runner = "tools/test";

    private readonly FakeCheckout checkout = new();

    public void Dispose() => checkout.Dispose();

    [UnixFact]
    public async Task The_last_line_sums_all_projects_and_skipped_tests_are_listed_with_their_reasons()
    {
        Result("TorchSharp.Tests", total: 12, executed: 10, passed: 10, Skipped("A.B(text: &quot;x&quot;)", "no &lt;file&gt; here"));
        Result("Audio2Mqtt.Torch.Tests", total: 5, executed: 5, passed: 5);
        Result("Audio2Mqtt.Torch.EndToEnd", total: 1, executed: 1, passed: 1);

        var result = await checkout.RunAsync(Runner);

        Assert.Equal("16 passed, 0 failed, 2 skipped", result.LastLine);
        Assert.Contains("skipped: A.B(text: \"x\"): no <file> here\n", result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [UnixFact]
    public async Task Without_skipped_tests_the_line_names_none()
    {
        Result("TorchSharp.Tests", total: 2, executed: 2, passed: 2);

        Assert.Equal("2 passed, 0 failed", (await checkout.RunAsync(Runner)).LastLine);
    }

    [UnixFact]
    public async Task A_failed_test_fails_the_run()
    {
        Result("TorchSharp.Tests", total: 3, executed: 3, passed: 2, exitCode: 1);

        var result = await checkout.RunAsync(Runner);

        Assert.Equal("2 passed, 1 failed", result.LastLine);
        Assert.Equal(1, result.ExitCode);
    }

    [UnixFact]
    public async Task A_test_process_that_crashed_counts_as_a_failure_beside_the_others()
    {
        Result("TorchSharp.Tests", total: 0, executed: 0, passed: 0, exitCode: 1);
        Result("Audio2Mqtt.Torch.Tests", total: 4, executed: 4, passed: 3, "<Text>The active test run was aborted.</Text>", exitCode: 1);
        checkout.Write("dotnet/Audio2Mqtt.Torch.EndToEnd.code", "134");

        var result = await checkout.RunAsync(Runner);

        // One for each process that ended early, and the one test that failed before that.
        Assert.Equal("3 passed, 4 failed", result.LastLine);
        Assert.Equal(1, result.ExitCode);
    }

    [UnixFact]
    public async Task A_run_without_any_test_fails()
    {
        var result = await checkout.RunAsync(Runner);

        Assert.Equal("0 passed, 0 failed", result.LastLine);
        Assert.Equal(1, result.ExitCode);
    }

    [UnixFact]
    public async Task A_failed_build_counts_as_one_failure_and_shows_its_errors()
    {
        checkout.Write("dotnet/broken", "");

        var result = await checkout.RunAsync(Runner);

        Assert.Contains("error CS1002", result.Output);
        Assert.Equal("0 passed, 1 failed", result.LastLine);
        Assert.Equal(1, result.ExitCode);
    }

    [UnixFact]
    public async Task Arguments_reach_the_run_of_each_project()
    {
        await checkout.RunAsync(Runner, "--filter", "Name~Resampling");

        Assert.Equal(3, checkout.DotnetCalls.Count(call => call.StartsWith("test ") && call.EndsWith(" --filter Name~Resampling")));
    }

    private void Result(string project, int total, int executed, int passed, string body = "", int exitCode = 0)
    {
        checkout.Write($"dotnet/{project}.trx", $"""
            <TestRun>
              <Results>
            {body}
              </Results>
              <ResultSummary outcome="Completed">
                <Counters total="{total}" executed="{executed}" passed="{passed}" failed="{executed - passed}" error="0" notExecuted="0" />
              </ResultSummary>
            </TestRun>
            """);
        checkout.Write($"dotnet/{project}.code", $"{exitCode}");
    }

    private static string Skipped(string name, string reason) => $"""
            <UnitTestResult testId="1" testName="{name}" computerName="here" outcome="NotExecuted">
              <Output>
                <ErrorInfo>
                  <Message>{reason}</Message>
                </ErrorInfo>
              </Output>
            </UnitTestResult>
        """;
}
