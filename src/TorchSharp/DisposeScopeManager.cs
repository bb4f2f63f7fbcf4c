using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The dispose scopes of a thread: a stack. Scopes belong to the thread that opened them and follow neither await nor Parallel.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? threadSingleton;

    private readonly List<DisposeScope> scopes = [];

    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.StatisticsInstance;

    internal static DisposeScopeManager ThreadSingleton => threadSingleton ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics StatisticsInstance { get; } = new();

    /// <summary>Puts a new tensor into the innermost scope; null when no scope is open.</summary>
    internal DisposeScope? Register(Tensor tensor)
    {
        if (scopes.Count == 0)
        {
            StatisticsInstance.TensorStatistics.CreatedOutsideScopeCount++;
            return null;
        }

        StatisticsInstance.TensorStatistics.CreatedInScopeCount++;
        var scope = scopes[^1];
        scope.Disposables.Add(tensor);
        return scope;
    }

    internal DisposeScope? Current => scopes.Count == 0 ? null : scopes[^1];

    internal DisposeScope Open()
    {
        var scope = new DisposeScope(this, scopes.Count == 0 ? null : scopes[^1]);
        scopes.Add(scope);
        return scope;
    }

    internal void Close(DisposeScope scope) => scopes.Remove(scope);
}
