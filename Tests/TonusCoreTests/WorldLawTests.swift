import Testing
import TonusCore
import TonusTypes

/// What people are promised, in every small world. `Meaning` says only which changes count here.
struct WorldLawTests {
    @Test func `an edit that saw another wins under any clock`() {
        let failures = Failures { world in
            for clocks in DrawnWorld.Clocks.allCases where world.count < 4 || clocks == .backwards {
                let drawn = DrawnWorld(world, clocks)
                let state = drawn.state(holding: world.all)
                guard editsWin(drawn.values(state), drawn.ratings(state), world) else {
                    return false
                }
            }
            return true
        }
        #expect(failures.isEmpty)
    }

    private func editsWin(_ values: UInt8, _ ratings: UInt8, _ world: SmallWorld) -> Bool {
        let counting = Meaning(world, held: world.all).counting
        for edit in 0..<world.count where world.isWrite(edit) && counting.has(edit) {
            let step = world.steps[edit]
            // What was taken back when the author looked was not there to be replaced.
            let seen = Meaning(world, held: step.seen).counting
            if values & seen != 0 { return false }
            if ratings & seen & world.made(byOwnerOf: step.device) != 0 { return false }
        }
        return true
    }

    @Test func `nothing is lost: what counts is live, or what replaced it had seen it`() {
        let failures = Failures { world in
            let drawn = DrawnWorld(world)
            let state = drawn.state(holding: world.all)
            let (values, ratings) = (drawn.values(state), drawn.ratings(state))
            let counting = Meaning(world, held: world.all).counting
            let writes = world.set { counting.has($0) && world.isWrite($0) }
            for number in 0..<world.count where writes.has(number) {
                let over = world.set { writes.has($0) && world.steps[$0].seen.has(number) }
                let own = over & world.made(byOwnerOf: world.steps[number].device)
                if over == 0, !values.has(number) { return false }
                if own == 0, !ratings.has(number) { return false }
            }
            return true
        }
        #expect(failures.isEmpty)
    }

    @Test func `a device sees its own act at once, whatever it had seen`() {
        let failures = Failures { world in
            let (drawn, step) = (DrawnWorld(world), world.steps[world.last])
            let own: UInt8 = 1 << UInt8(world.last)
            let state = drawn.state(holding: step.seen | own)
            switch step.act {
            case .write: return showsOwn(state, drawn) && !state.isHidden
            case .link: return state.linkedIDs == [DrawnWorld.linked] && !state.isHidden
            case .unlink: return state.linkedIDs.isEmpty
            case .delete: return state.isHidden && !state.isContested
            case .restore: return !state.isHidden && state.deletes.isEmpty
            case .undo(let target):
                let shown = drawn.values(state) | drawn.links(state) | drawn.deletes(state)
                return !shown.has(target)
            }
        }
        #expect(failures.isEmpty)
    }

    /// The last change alone is shown: no conflict is left where its author could see one.
    private func showsOwn(_ state: EntityState, _ drawn: DrawnWorld) -> Bool {
        let own = drawn.changes[drawn.world.last]
        let reading = state.live(100).register(patient: DrawnWorld.patient)
        let rating = state.live(105).perReporter(patient: DrawnWorld.patient)
            .first { $0.member == own.author.member }?.reading
        return reading.shown?.change == own.id && reading.others.isEmpty
            && rating?.shown?.change == own.id && rating?.isConflict == false
    }

    @Test func `a delete hides what its author saw and nothing written elsewhere meanwhile`() {
        let failures = Failures { world in
            let drawn = DrawnWorld(world)
            let state = drawn.state(holding: world.all)
            let live = Meaning(world, held: world.all).live
            let deletes = drawn.deletes(state)
            var seen: UInt8 = 0
            for number in 0..<world.count where deletes.has(number) {
                // What was taken back then, and counts again, its author did not see.
                seen |= Meaning(world, held: world.steps[number].seen).live
            }
            let isUnseen = live.without(seen) != 0
            return state.isHidden == !isUnseen
                && state.isContested == (isUnseen && deletes != 0)
        }
        #expect(failures.isEmpty)
    }

    @Test func `taking back a taking back restores everything exactly`() {
        let failures = Failures { world in
            for (number, step) in world.steps.enumerated() {
                guard case .undo(let undo) = step.act, case .undo = world.steps[undo].act,
                    Meaning(world, held: world.all).counting.has(number)
                else { continue }
                let gone: UInt8 = 1 << UInt8(number) | 1 << UInt8(undo)
                guard isSame(world, without: gone) else { return false }
            }
            return true
        }
        #expect(failures.isEmpty)
    }

    @Test func `what was taken back is as if it had never been, where nobody else saw it`() {
        let failures = Failures { world in
            for (number, step) in world.steps.enumerated() {
                guard case .undo(let target) = step.act, step.names.restores == 0,
                    Meaning(world, held: world.all).counting.has(number)
                else { continue }
                let gone: UInt8 = 1 << UInt8(number) | 1 << UInt8(target)
                let seen = world.set {
                    !gone.has($0) && world.steps[$0].seen & gone != 0
                }
                guard seen != 0 || isSame(world, without: gone) else { return false }
            }
            return true
        }
        #expect(failures.isEmpty)
    }

    /// Compares all but who made the entity: a taking back that counts is a change of it too.
    private func isSame(_ world: SmallWorld, without gone: UInt8) -> Bool {
        let drawn = DrawnWorld(world)
        let with = drawn.state(holding: world.all)
        let without = drawn.state(holding: world.all.without(gone))
        return with.cells == without.cells && with.deletes == without.deletes
            && with.restores == without.restores && with.isHidden == without.isHidden
    }

    @Test func `a link stays while nobody who saw it took it away: adding wins`() {
        let failures = Failures { world in
            let counting = Meaning(world, held: world.all).counting
            let unlinks = world.set { counting.has($0) && world.steps[$0].act == .unlink }
            let stays = (0..<world.count).contains { number in
                guard counting.has(number), world.steps[number].act == .link else { return false }
                return world.set { unlinks.has($0) && world.steps[$0].seen.has(number) } == 0
            }
            guard stays else { return true }
            let state = DrawnWorld(world).state(holding: world.all)
            return state.linkedIDs == [DrawnWorld.linked]
        }
        #expect(failures.isEmpty)
    }

    /// The last change is moved to another id, to another kind and to the other audience.
    @Test func `a change elsewhere reaches nothing here, but an undo in the same audience does`() {
        let here = DrawnWorld.entity
        let elsewhere = [
            EntityKey(audience: .everyone, kind: 1, id: DrawnWorld.linked),
            EntityKey(audience: .everyone, kind: 2, id: here.id),
            EntityKey(audience: .owner, kind: 1, id: here.id),
        ]
        let failures = Failures(upTo: 3) { world in
            let drawn = DrawnWorld(world)
            let last: UInt8 = 1 << UInt8(world.last)
            let before = drawn.state(holding: world.all.without(last))
            for place in elsewhere {
                let state = drawn.moved(to: place).state(holding: world.all)
                if case .undo = world.steps[world.last].act, place.audience == here.audience {
                    let undone = drawn.state(holding: world.all)
                    let target = world.steps[world.last].names.undoes
                    guard state.cells == undone.cells, drawn.deletes(state) & target == 0
                    else { return false }
                } else if state != before {
                    return false
                }
            }
            return true
        }
        #expect(failures.isEmpty)
    }
}

extension SmallWorld {
    fileprivate func isWrite(_ number: Int) -> Bool { steps[number].act == .write }
}
