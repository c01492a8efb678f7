using System.Collections.Immutable;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Calibration;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Engine.Prices;
using Strikeboard.Engine.Trading;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Parts.Dialogs;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Screens.Strikes;
using Strikeboard.Web.Shell;
using Strikeboard.Web.Shell.Desk;
using Strikeboard.Web.Shell.Pipeline;
using Strikeboard.Web.Tests.Calibration;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Screens;

/// <summary>A page in a browser that is not there: real board, real facts, a clock that moves when told to.</summary>
public abstract class ScreenTest : BunitContext
{
    protected static readonly Symbol Btc = new("BTC");

    protected ScreenTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Facts = new Facts(NullLogger<Facts>.Instance);
        Live = new LiveBoard(Facts, Time);
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton(Facts);
        Services.AddSingleton(Live);
        Services.AddSingleton<CycleTrail>();
        Services.AddSingleton<ICommandDesk>(Desk);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn());
        Services.AddSingleton(new Surroundings(Mode.Demo, "1.0.0", [new(Btc, ["KXBTCD", "KXBTC"])]));
        Services.AddSingleton<IOutputReader>(Outputs);
        Services.AddSingleton<StrikeLines>();
        Services.AddScoped<PagePulse>();
        Services.AddScoped<ViewerClock>();
        Services.AddScoped<Toasts>();
        Services.AddScoped<ScreenCommands>();
        Services.AddSingleton<IViewReader>(Views);
        Services.AddScoped<TableViews>();
        Services.AddScoped<PipelineAsk>();
        Services.AddScoped<DeskAsk>();
        Services.AddSingleton<IMarks>(Marks);
        Services.AddSingleton<IOrderReader>(Orders);
        Services.AddSingleton<IBotReader>(Bots);
        Services.AddSingleton(Decisions);
        Services.AddSingleton<IDecisionHistory>(History);
        Services.AddSingleton<ILimitsReader>(Limits);
        Services.AddSingleton<IPastPrices>(Past);
        Services.AddSingleton<ICalibrationReader>(Calibration);
        Services.AddSingleton<ICycleReader>(Cycles);
        Services.AddSingleton(new ContentOptions());
        Services.AddSingleton(new WatchlistOptions { MinEdge = 1.5 });
        // Last: from here on the services are fixed.
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private protected FakeOutputs Outputs { get; } = new();

    private protected FakeMarks Marks { get; } = new();

    private protected FakeOrders Orders { get; } = new();

    private protected FakeBots Bots { get; } = new();

    protected Decisions Decisions { get; } = new();

    private protected FakeHistory History { get; } = new();

    private protected FakeLimits Limits { get; } = new();

    protected ManualTime Time { get; } = new();

    protected Facts Facts { get; }

    protected LiveBoard Live { get; }

    protected SlowDesk Desk { get; } = new();

    private protected FakePast Past { get; } = new();

    protected FakeViews Views { get; } = new();
    private protected FakeCalibration Calibration { get; } = new();

    private protected FakeCycles Cycles { get; } = new();

    protected DateTimeOffset Now => Time.GetUtcNow();

    protected static Viewer As(Role role) => new(Guid.Empty, "maria", role);

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(
                new AuthenticationState(
                    new ClaimsPrincipal(
                        new ClaimsIdentity(
                            [
                                new Claim(ClaimTypes.Name, "maria"),
                                new Claim(ClaimTypes.NameIdentifier, Guid.Empty.ToString()),
                            ],
                            "test"
                        )
                    )
                )
            );
    }
}

/// <summary>A command desk that answers when the test lets it.</summary>
public sealed class SlowDesk : ICommandDesk
{
    private readonly TaskCompletionSource<CommandOutcome> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private ImmutableArray<(Command Command, CommandContext Context)> _received = [];

    public ImmutableArray<(Command Command, CommandContext Context)> Received => _received;

    public Task<CommandOutcome> ExecuteAsync(
        Command command,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        ImmutableInterlocked.Update(ref _received, all => all.Add((command, context)));
        return _answer.Task.WaitAsync(cancellationToken);
    }

    public void Answer(CommandVerdict verdict, string message) =>
        _answer.SetResult(
            new CommandOutcome
            {
                CommandId = Guid.NewGuid(),
                Verdict = verdict,
                Message = message,
            }
        );

    public void Fail() => _answer.SetException(new InvalidOperationException("gone"));
}
